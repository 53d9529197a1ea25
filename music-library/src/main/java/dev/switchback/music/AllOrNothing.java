package dev.switchback.music;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import java.util.concurrent.CompletableFuture;

/**
 * Runs an operation of several steps so that all of them are done or none, wherever it is called:
 * on a database in a transaction of its own, in a transaction under a savepoint, so that the caller
 * can handle its failure and go on.
 */
final class AllOrNothing {

  /** Conflicts with others are nothing that a user of the library should hear of. */
  private static final TransactionOptions RETRIED = TransactionOptions.defaults().withRetries(10);

  private AllOrNothing() {}

  static <T> CompletableFuture<T> run(QueryExecutor executor, TransactionWork<T> work) {
    if (executor instanceof Database db) {
      return db.transaction(RETRIED, work);
    }
    if (executor instanceof Transaction tx) {
      return tx.savepoint(work);
    }
    return CompletableFuture.failedFuture(
        DatabaseException.of(
            ErrorKind.ILLEGAL_USE,
            "An operation of several steps needs the database or a transaction itself,"
                + " not a view of it with other options"));
  }
}
