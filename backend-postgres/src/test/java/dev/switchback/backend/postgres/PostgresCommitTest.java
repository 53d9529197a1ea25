package dev.switchback.backend.postgres;

import static dev.switchback.backend.postgres.Counters.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Isolation;
import dev.switchback.database.Outcome;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong only when the work is done. */
final class PostgresCommitTest {

  private static final TransactionOptions SERIALIZABLE =
      TransactionOptions.defaults().withIsolation(Isolation.SERIALIZABLE);

  private Counters counters;

  @BeforeEach
  void open() throws Exception {
    counters = new Counters();
  }

  @AfterEach
  void close() throws Exception {
    counters.close();
  }

  @Test
  void aConflictThatIsFoundAtTheCommit() {
    CompletableFuture<Integer> second = refusedAtCommit(0);
    DatabaseException failure = Await.failure(ErrorKind.SERIALIZATION, second);
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(counters.total()).isEqualTo(1);
    failedFirst(UnitKind.COMMIT);
  }

  @Test
  void withARetryItIsNone() {
    CompletableFuture<Integer> second = refusedAtCommit(5);
    assertThat(Await.get(second)).isEqualTo(1); // what the second attempt has seen
    assertThat(counters.total()).isEqualTo(2);
    failedFirst(UnitKind.COMMIT);
  }

  /** Both have written when the first commits: for the second nothing is left but its commit. */
  private CompletableFuture<Integer> refusedAtCommit(int retries) {
    AtomicInteger written = new AtomicInteger();
    CompletableFuture<Void> bothHaveWritten = new CompletableFuture<>();
    CompletableFuture<Void> firstHasCommitted = new CompletableFuture<>();
    Runnable wrote =
        () -> {
          if (written.incrementAndGet() == 2) {
            bothHaveWritten.complete(null);
          }
        };
    CompletableFuture<Integer> first =
        counters.db.transaction(
            SERIALIZABLE, tx -> readAndWrite(tx, 1, wrote).thenCombine(bothHaveWritten, after()));
    CompletableFuture<Integer> second =
        counters.db.transaction(
            SERIALIZABLE.withRetries(retries),
            tx -> readAndWrite(tx, 2, wrote).thenCombine(firstHasCommitted, after()));
    assertThat(Await.get(first)).isZero();
    firstHasCommitted.complete(null);
    return second;
  }

  private static CompletableFuture<Integer> readAndWrite(Transaction tx, int id, Runnable wrote) {
    return Counters.totalOf(tx)
        .thenCombine(tx.execute(set(id, 1)), (seen, rows) -> seen)
        .whenComplete((seen, failure) -> wrote.run());
  }

  private static BiFunction<Integer, Void, Integer> after() {
    return (seen, gate) -> seen;
  }

  /** No conflict with anybody: the work itself is wrong, and stays so. */
  @Test
  void aDeferredConstraintIsCheckedAtTheCommitAndNotTriedAgain() {
    Await.get(
        counters.db.execute(
            query(
                "create table parts (counter int references counters deferrable initially deferred,"
                    + " place int unique deferrable initially deferred)")));
    violates(ErrorKind.FOREIGN_KEY, "insert into parts values (99, 1)");
    violates(ErrorKind.UNIQUE, "insert into parts values (1, 7), (2, 7)");
    assertThat(Await.get(counters.db.fetch(select(field("1")).from(table("parts"))))).isEmpty();
  }

  private void violates(ErrorKind kind, String sql) {
    AtomicInteger attempts = new AtomicInteger();
    counters.ends.clear();
    DatabaseException failure =
        Await.failure(
            kind,
            counters.db.transaction(
                TransactionOptions.defaults().withRetries(5),
                tx -> {
                  attempts.incrementAndGet();
                  return tx.execute(query(sql));
                }));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(attempts).hasValue(1);
    failedFirst(UnitKind.COMMIT);
  }

  /** The work did not look, and says that all is well: the engine knows better. */
  @Test
  void aConflictThatTheWorkDidNotAwaitIsTriedAgain() {
    CompletableFuture<Void> locked = new CompletableFuture<>();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Void> holder =
        counters.db.transaction(
            tx ->
                tx.execute(set(1, 7))
                    .whenComplete((rows, failure) -> locked.complete(null))
                    .thenCompose(rows -> gate));
    Await.get(locked);
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<String> transaction =
        counters.db.transaction(
            TransactionOptions.defaults().withLockTimeout(Duration.ofMillis(50)).withRetries(5),
            tx -> {
              CompletableFuture<Void> free =
                  attempts.incrementAndGet() == 1
                      ? CompletableFuture.completedFuture(null)
                      : holder;
              if (attempts.get() == 2) {
                gate.complete(null);
              }
              return free.thenApply(
                  nothing -> {
                    tx.execute(set(1, 8));
                    return "all is well";
                  });
            });
    assertThat(Await.get(transaction)).isEqualTo("all is well");
    assertThat(attempts).hasValue(2);
    assertThat(counters.n(1)).isEqualTo(8);
    failedFirst(UnitKind.EXECUTE);
  }

  private void failedFirst(UnitKind kind) {
    assertThat(counters.ends)
        .filteredOn(end -> end.failure() != null)
        .extracting(UnitEnd::start)
        .first()
        .satisfies(start -> assertThat(start.kind()).isEqualTo(kind));
  }
}
