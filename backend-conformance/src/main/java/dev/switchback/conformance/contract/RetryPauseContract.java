package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Retries.conflict;
import static dev.switchback.conformance.contract.Retries.onRetry;
import static dev.switchback.conformance.contract.Retries.retries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The time between two attempts, and what may happen in it. */
@Conformance
final class RetryPauseContract {

  @Test
  @Behaviour(139)
  void theDeadlineCoversAllAttemptsAndPauses(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    AtomicInteger attempts = new AtomicInteger();
    Duration limit = Duration.ofMillis(300);
    long begun = System.nanoTime();
    DatabaseException failure =
        Await.failure(
            ErrorKind.TIMEOUT,
            db.transaction(
                retries(100).withTimeout(limit),
                tx -> {
                  attempts.incrementAndGet();
                  throw conflict();
                }));
    int made = attempts.get();
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(limit.toNanos());
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(failure.getMessage()).contains("300 ms").endsWith("of 101)");
    assertThat(failure.getSuppressed())
        .anySatisfy(earlier -> assertThat(earlier).hasMessage("A conflict of this test"));
    Await.get(db.closeAsync());
    assertThat(attempts).hasValue(made);
  }

  @Test
  @Behaviour(139)
  void aCancelBetweenTwoAttemptsIsTheEnd(Fixture fixture) {
    CompletableFuture<CompletableFuture<?>> handle = new CompletableFuture<>();
    AtomicInteger attempts = new AtomicInteger();
    Recorder recorder = new Recorder();
    Database db =
        fixture.open(
            config ->
                config
                    .poolSize(1)
                    .listener(recorder)
                    .listener(onRetry(() -> Await.get(handle).cancel(true))));
    CompletableFuture<?> transaction =
        db.transaction(
            retries(5),
            tx -> {
              attempts.incrementAndGet();
              throw conflict();
            });
    handle.complete(transaction);
    assertThat(Await.thrown(transaction)).isInstanceOf(CancellationException.class);
    Await.get(db.closeAsync());
    assertThat(attempts).hasValue(1);
    DatabaseException told =
        DatabaseException.of(recorder.end(UnitKind.TRANSACTION, "again").failure());
    assertThat(told.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(told.outcome()).isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  @Behaviour({45, 139})
  void aCancelWithinALaterAttemptStopsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Boolean> second = new CompletableFuture<>();
    CompletableFuture<?> transaction =
        db.transaction(
            retries(5),
            tx -> {
              if (attempts.incrementAndGet() == 1) {
                throw conflict();
              }
              CompletableFuture<?> written = tx.execute(items.insert(2, "never"));
              CompletableFuture<?> endless =
                  tx.fetch(fixture.namespace().endless(fixture.marker()));
              written.whenComplete((rows, failure) -> second.complete(failure == null));
              return endless;
            });
    assertThat(Await.get(second)).isTrue();
    transaction.cancel(true);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(attempts).hasValue(2);
  }

  /** The other one is queued behind it while it holds the connection, and served in the pause. */
  @Test
  @Behaviour(139)
  void thePauseHoldsNoConnectionAndOthersGoFirst(Fixture fixture) {
    CompletableFuture<Runnable> inBetween = new CompletableFuture<>();
    Database db =
        fixture.open(
            config -> config.poolSize(1).listener(onRetry(() -> Await.get(inBetween).run())));
    Items items = Items.create(fixture, db, 1);
    List<CompletableFuture<Integer>> others = new ArrayList<>();
    inBetween.complete(() -> others.add(db.execute(items.increment(1))));
    List<Integer> seen = new CopyOnWriteArrayList<>();
    Await.get(
        db.transaction(
            retries(5),
            tx ->
                tx.fetchSingle(items.amountOf(1))
                    .thenAccept(
                        row -> {
                          seen.add(row.value1());
                          if (seen.size() < 4) {
                            throw conflict();
                          }
                        })));
    assertThat(seen).containsExactly(0, 1, 2, 3);
    assertThat(Await.all(others)).containsOnly(1);
  }

  /** It has been accepted: a full queue is for those who come. */
  @Test
  @Behaviour(59)
  void aRetryIsNotRefusedByAFullQueue(Fixture fixture) {
    AtomicReference<Runnable> inBetween = new AtomicReference<>();
    Database db =
        fixture.open(
            config ->
                config.poolSize(1).queueSize(1).listener(onRetry(() -> inBetween.get().run())));
    Items items = Items.create(fixture, db, 1);
    int rounds = 1;
    while (!comesBackToAFullQueue(db, items, inBetween)) {
      rounds++; // it was faster than the one that was to fill the queue
    }
    int written = Await.get(db.fetchSingle(items.amountOf(1))).value1();
    assertThat(written).isEqualTo(rounds + 1);
  }

  private static boolean comesBackToAFullQueue(
      Database db, Items items, AtomicReference<Runnable> inBetween) {
    CompletableFuture<Boolean> held = new CompletableFuture<>();
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    inBetween.set(
        () ->
            db.transaction(
                tx -> {
                  held.complete(true);
                  return gate;
                }));
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Integer> transaction =
        db.transaction(
            retries(1),
            tx -> {
              if (attempts.incrementAndGet() == 1) {
                throw conflict();
              }
              return tx.execute(items.increment(1));
            });
    Await.get(held);
    CompletableFuture<Integer> other = db.execute(items.increment(1));
    Await.until(
        "both wait, although there is room for one",
        () -> other.isDone() || db.stats().lanes().stream().anyMatch(l -> l.waiting() == 2));
    boolean refused = other.isDone();
    gate.complete(1);
    assertThat(Await.get(transaction)).isEqualTo(1);
    if (refused) {
      Await.failure(ErrorKind.OVERLOADED, other);
    } else {
      assertThat(Await.get(other)).isEqualTo(1);
    }
    return !refused;
  }

  @Test
  @Behaviour(13)
  void closingWaitsForOneThatPauses(Fixture fixture) {
    CompletableFuture<Runnable> inBetween = new CompletableFuture<>();
    Database db =
        fixture.open(
            config ->
                config
                    .closeGrace(Duration.ofSeconds(25))
                    .listener(onRetry(() -> Await.get(inBetween).run())));
    CompletableFuture<CompletableFuture<Void>> closed = new CompletableFuture<>();
    inBetween.complete(() -> closed.complete(db.closeAsync()));
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<String> transaction =
        db.transaction(
            retries(1),
            tx -> {
              if (attempts.incrementAndGet() == 1) {
                throw conflict();
              }
              return CompletableFuture.completedFuture("second");
            });
    Await.get(Await.get(closed));
    assertThat(transaction).isCompletedWithValue("second");
  }

  @Test
  @Behaviour(13)
  void closingEndsOneThatWouldGoOnForLong(Fixture fixture) {
    Database db = fixture.open(config -> config.closeGrace(Duration.ofMillis(50)));
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<?> transaction =
        db.transaction(
            retries(100).withTimeout(Duration.ZERO),
            tx -> {
              begun.complete(true);
              attempts.incrementAndGet();
              throw conflict();
            });
    Await.get(begun);
    Await.get(db.closeAsync());
    assertThat(transaction).isDone();
    int made = attempts.get();
    Await.failure(ErrorKind.CLOSED, transaction);
    assertThat(attempts).hasValue(made);
  }
}
