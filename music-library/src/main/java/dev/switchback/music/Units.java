package dev.switchback.music;

import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Isolation;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Operations of several statements, wherever they are called. */
final class Units {

  /** Conflicts with others are nothing that a user of the library should hear of. */
  private static final TransactionOptions RETRIED = TransactionOptions.defaults().withRetries(10);

  private Units() {}

  /**
   * All or nothing: on a database in a transaction of its own; in a transaction under a savepoint,
   * so that the caller can handle a failure and go on.
   */
  static <T> CompletableFuture<T> write(QueryExecutor executor, TransactionWork<T> work) {
    if (executor instanceof Database db) {
      return db.transaction(RETRIED, work);
    }
    return executor instanceof Transaction tx ? tx.savepoint(work) : refused();
  }

  /** Of one moment: on a database in a transaction that sees one; in a transaction as that sees. */
  static <T> CompletableFuture<T> read(
      QueryExecutor executor, Function<QueryExecutor, CompletableFuture<T>> work) {
    if (executor instanceof Database db) {
      return db.transaction(snapshot(db), work::apply);
    }
    return executor instanceof Transaction tx ? work.apply(tx) : refused();
  }

  /** Without levels to choose from, all transactions are serializable. */
  private static TransactionOptions snapshot(Database db) {
    TransactionOptions options = RETRIED.asReadOnly();
    return db.backend().capabilities().contains(Capability.ISOLATION_LEVELS)
        ? options.withIsolation(Isolation.REPEATABLE_READ)
        : options;
  }

  private static <T> CompletableFuture<T> refused() {
    return CompletableFuture.failedFuture(
        DatabaseException.of(
            ErrorKind.ILLEGAL_USE,
            "An operation of several statements needs the database or a transaction itself,"
                + " not a view of it with other options"));
  }
}
