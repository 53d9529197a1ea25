package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jooq.Record1;
import org.junit.jupiter.api.Test;

/** A stream's limits of time, and the end of its database. */
@Conformance
final class StreamLimitsContract {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final QueryOptions LIMITED = QueryOptions.defaults().withTimeout(LIMIT);

  @Test
  @Behaviour(250)
  void aSubscriberThatForgetsItLosesTheConnection(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).streamIdleTimeout(LIMIT));
    long begun = System.nanoTime();
    Taker<?> taker = Taker.of(db.stream(Numbers.endless()), 5);
    assertThat(taker.failure(ErrorKind.TIMEOUT).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(LIMIT.toNanos());
    assertThat(taker.rows).hasSize(5);
    assertUsable(db);
  }

  /** Its rows are in memory by then; but what holds for many rows must hold for few. */
  @Test
  void soDoesOneThatDoesNotAskForTheLastRow(Fixture fixture) {
    Database db = fixture.open(config -> config.streamIdleTimeout(LIMIT));
    Taker<?> taker = Taker.of(db.stream(Numbers.to(3)), 2);
    taker.failure(ErrorKind.TIMEOUT);
    assertThat(taker.rows).hasSize(2);
  }

  @Test
  void soDoesOneThatNeverAsks(Fixture fixture) {
    Database db = fixture.open(config -> config.streamIdleTimeout(LIMIT));
    Taker<?> taker = Taker.of(db.stream(Numbers.endless()), 0);
    assertThat(taker.failure(ErrorKind.TIMEOUT).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
  }

  @Test
  void oneThatBlocksLosesItAtOnceAndIsToldAfterwards(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).streamIdleTimeout(LIMIT));
    CountDownLatch blocked = new CountDownLatch(1);
    Taker<Record1<Integer>> taker =
        Taker.of(db.stream(Numbers.endless()), Long.MAX_VALUE, (row, self) -> await(blocked));
    taker.awaitRows(1);
    assertUsable(db);
    assertThat(taker.end()).isNotDone();
    blocked.countDown();
    taker.failure(ErrorKind.TIMEOUT);
    assertThat(taker.rows).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTimeThatTheDatabaseTakesIsNotTheSubscribers(Fixture fixture) {
    Database db = fixture.open(config -> config.streamIdleTimeout(Duration.ofMillis(50)));
    assertThat(Taker.all(db.stream(fixture.namespace().lasting()))).hasSize(1);
  }

  @Test
  void zeroIsNoLimit(Fixture fixture) {
    Database db = fixture.open(config -> config.streamIdleTimeout(Duration.ZERO));
    Taker<?> taker = Taker.of(db.stream(Numbers.to(5_000)), 1);
    taker.awaitRows(1);
    taker.request(Long.MAX_VALUE);
    taker.awaitEnd();
  }

  @Test
  @Behaviour(52)
  void itsDeadlineStopsTheDatabase(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Taker.of(db.with(LIMITED).stream(fixture.namespace().endless(fixture.marker())), 1)
        .failure(ErrorKind.TIMEOUT);
    assertUsable(db);
  }

  @Test
  @Behaviour(53)
  void itsDeadlineCoversTheSubscribersTime(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    long begun = System.nanoTime();
    Taker<?> taker = Taker.of(db.with(LIMITED).stream(Numbers.endless()), 1);
    taker.failure(ErrorKind.TIMEOUT);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(LIMIT.toNanos());
    assertUsable(db);
  }

  @Test
  void itsDeadlineCoversTheQueue(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    try (Held held = Held.all(db, 1)) {
      Taker<?> taker = Taker.of(db.with(LIMITED).stream(Numbers.endless()), 1);
      assertThat(taker.failure(ErrorKind.TIMEOUT).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }
    assertUsable(db);
  }

  @Test
  void theConfigurationsLimitHoldsForStreamsToo(Fixture fixture) {
    Database db = fixture.open(config -> config.queryTimeout(LIMIT));
    Taker.of(db.stream(Numbers.endless()), 1).failure(ErrorKind.TIMEOUT);
  }

  @Test
  void aClosingWaitsForItAndThenEndsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).closeGrace(Duration.ofMillis(50)));
    Taker<?> taker = Taker.of(db.stream(Numbers.endless()), 1);
    taker.awaitRows(1);
    CompletableFuture<Void> closed = db.closeAsync();
    taker.failure(ErrorKind.CLOSED);
    Await.get(closed);
    Taker.of(db.stream(selectOne()), 1).failure(ErrorKind.CLOSED);
  }

  @Test
  void withinTheGracePeriodItGoesOn(Fixture fixture) {
    Database db = fixture.open(config -> config.closeGrace(Duration.ofMinutes(1)));
    Taker<?> taker = Taker.of(db.stream(Numbers.to(5_000)), 1);
    taker.awaitRows(1);
    CompletableFuture<Void> closed = db.closeAsync();
    taker.request(Long.MAX_VALUE);
    taker.awaitEnd();
    Await.get(closed);
    assertThat(taker.rows).hasSize(5_000);
  }

  @Test
  void aFullQueueRefusesIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queueSize(1));
    try (Held held = Held.all(db, 1)) {
      CompletableFuture<?> waiting = db.fetch(selectOne());
      Await.until(
          "one waits", () -> db.stats().lanes().stream().mapToInt(LaneStats::waiting).sum() == 1);
      DatabaseException refusal = Taker.of(db.stream(selectOne()), 1).failure(ErrorKind.OVERLOADED);
      assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
      held.release();
      Await.get(waiting);
    }
  }

  private static void assertUsable(Database db) {
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }
}
