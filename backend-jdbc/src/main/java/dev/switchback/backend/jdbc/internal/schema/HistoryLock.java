package dev.switchback.backend.jdbc.internal.schema;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.switchback.database.Database;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

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
        create(),
        done -> next.run(),
        failure -> {
          if (attempts == 1) {
            throw failure;
          }
          prepare(sequence, next, attempts - 1);
        });
  }

  private CompletableFuture<?> create() {
    return history.transactional()
        ? database.transaction(WORK, tx -> unlimited(tx).batch(history.create()))
        : new OneByOne(database).run(history.create());
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
  <T> CompletableFuture<T> locked(Given given, Work<T> work) {
    if (!history.transactional()) {
      return leased(given, work);
    }
    return database.transaction(
        WORK,
        tx ->
            history
                .lock(unlimited(tx))
                .thenCompose(locked -> history.read(unlimited(tx), given))
                .thenCompose(
                    ledger ->
                        work.run(
                            new Held(unlimited(tx), true, () -> completedFuture(null)), ledger)));
  }

  private <T> CompletableFuture<T> leased(Given given, Work<T> work) {
    QueryExecutor executor = database.with(STATEMENTS);
    return new Lease<T>(executor)
        .run(
            lease -> {
              Sequence<T> sequence = new Sequence<>();
              sequence.then(
                  look(tx -> history.read(tx, given)),
                  ledger ->
                      sequence.then(
                          work.run(new Held(executor, false, lease::renew), ledger)
                              .toCompletableFuture(),
                          sequence::complete));
              return sequence.handle();
            });
  }

  /** Work under the lock. */
  @FunctionalInterface
  interface Work<T> {
    CompletionStage<T> run(Held held, Ledger ledger);
  }

  /**
   * The lock, as the work has it.
   *
   * @param executor runs its statements
   * @param transactional whether they are one transaction, which the executor is
   * @param renewal keeps the lock for some time more
   */
  record Held(
      QueryExecutor executor, boolean transactional, Supplier<CompletableFuture<Void>> renewal) {}

  /** Without the limit that is configured for queries. */
  static QueryExecutor unlimited(Transaction tx) {
    return tx.with(STATEMENTS);
  }
}
