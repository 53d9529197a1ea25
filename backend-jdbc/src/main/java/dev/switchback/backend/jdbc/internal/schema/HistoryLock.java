package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.Database;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Transactions that change the history, or what it tells of; one at a time, of all programs. */
final class HistoryLock {

  private static final TransactionOptions LOOK =
      JdbcSchema.UNLIMITED.asReadOnly().withTag("schema");
  private static final TransactionOptions WORK = JdbcSchema.UNLIMITED.withTag("migration");

  private static final QueryOptions STATEMENTS =
      QueryOptions.defaults().withTimeout(Duration.ZERO).withTag("migration");

  /** Two programs that make the tables at the same moment: one of them gets an error, once. */
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final History history;

  HistoryLock(Database database, History history) {
    this.database = database;
    this.history = history;
  }

  /** Makes the tables of the history, if need be, and goes on. */
  void prepare(Sequence<?> sequence, Runnable next) {
    prepare(sequence, next, ATTEMPTS);
  }

  private void prepare(Sequence<?> sequence, Runnable next, int attempts) {
    sequence.then(
        database.transaction(WORK, tx -> unlimited(tx).batch(history.create())),
        counts -> next.run(),
        failure -> {
          if (attempts == 1) {
            throw failure;
          }
          prepare(sequence, next, attempts - 1);
        });
  }

  /** What is applied, before anybody waits for anything. */
  CompletableFuture<Ledger> look(Given given) {
    return look(tx -> history.read(tx, given));
  }

  /** Reads something, without a limit: in a transaction, so that a cancel reaches it. */
  <T> CompletableFuture<T> look(Function<QueryExecutor, CompletionStage<T>> work) {
    return database.transaction(LOOK, tx -> work.apply(unlimited(tx)));
  }

  /** Runs work that others wait for, on what is applied now: another may have been quicker. */
  <T> CompletableFuture<T> locked(
      Given given, BiFunction<Transaction, Ledger, CompletionStage<T>> work) {
    return database.transaction(
        WORK,
        tx ->
            history
                .lock(unlimited(tx))
                .thenCompose(locked -> history.read(unlimited(tx), given))
                .thenCompose(ledger -> work.apply(tx, ledger)));
  }

  /** Without the limit that is configured for queries. */
  static QueryExecutor unlimited(Transaction tx) {
    return tx.with(STATEMENTS);
  }
}
