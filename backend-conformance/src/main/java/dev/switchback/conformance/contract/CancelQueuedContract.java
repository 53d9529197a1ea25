package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jooq.Record1;
import org.junit.jupiter.api.Test;

/** Withdrawing what waits for a connection, and what has ended already. */
@Conformance
final class CancelQueuedContract {

  @Test
  @Behaviour(39)
  void aWaitingQueryLeavesTheQueueAndIsNeverRun(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(2).listener(recorder));
    try (Held held = Held.all(db, 2)) {
      CompletableFuture<?> victim =
          db.with(QueryOptions.defaults().withTag("victim")).fetch(selectOne());
      CompletableFuture<Record1<Integer>> neighbour = db.fetchSingle(select(val(7)));
      assertThat(victim.cancel(true)).isTrue();
      // ended while every connection is still held: it cannot have had one
      UnitEnd end = recorder.end(UnitKind.FETCH, "victim");
      assertThat(end.failure())
          .isInstanceOfSatisfying(
              DatabaseException.class,
              failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED));
      assertThat(neighbour).isNotDone();
      held.release();
      assertThat(Await.get(neighbour).value1()).isEqualTo(7);
    }
  }

  /** {@code CompletableFuture} has many ways to complete one; each is the caller's last word. */
  @Test
  @Behaviour(39)
  void howeverItIsCompletedItIsNotRun(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    List<Consumer<CompletableFuture<Integer>>> ways =
        List.of(
            handle -> handle.complete(-1),
            handle -> handle.completeExceptionally(new IllegalStateException()),
            handle -> handle.completeAsync(() -> -1),
            handle -> handle.completeAsync(() -> -1, Runnable::run),
            handle -> handle.completeOnTimeout(-1, 1, TimeUnit.MILLISECONDS),
            handle -> handle.orTimeout(1, TimeUnit.MILLISECONDS));
    try (Held held = Held.writer(db)) {
      for (Consumer<CompletableFuture<Integer>> way : ways) {
        CompletableFuture<Integer> handle = db.execute(items.increment(1));
        way.accept(handle);
        Await.get(handle.handle((count, failure) -> null));
        assertThat(db.stats().lanes()).extracting(LaneStats::waiting).containsOnly(0);
      }
      held.release();
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }

  @Test
  @Behaviour(39)
  void noConnectionIsLost(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    for (int round = 0; round < 20; round++) {
      try (Held held = Held.all(db, 2)) {
        List<CompletableFuture<?>> victims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          victims.add(db.fetch(selectOne()));
        }
        victims.forEach(victim -> victim.cancel(true));
        assertThat(db.stats().lanes()).extracting(LaneStats::waiting).containsOnly(0);
      }
    }
    // as many transactions as there are connections can still be open at once
    try (Held held = Held.all(db, 2)) {
      assertThat(held.count()).isPositive();
    }
  }

  @Test
  @Behaviour({39, 46})
  void aWaitingTransactionNeverBegins(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    AtomicBoolean began = new AtomicBoolean();
    try (Held held = Held.all(db, 1)) {
      CompletableFuture<?> victim =
          db.transaction(
              TransactionOptions.defaults().asReadOnly(),
              tx -> {
                began.set(true);
                return tx.fetch(selectOne());
              });
      assertThat(victim.cancel(true)).isTrue();
      held.release();
    }
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
    assertThat(began).isFalse();
  }

  @Test
  @Behaviour({41, 42})
  void cancellingAgainOrTooLateDoesNothing(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<Record1<Integer>> done = db.fetchSingle(select(val(7)));
    Await.get(done);
    assertThat(done.cancel(true)).isFalse();
    assertThat(Await.get(done).value1()).isEqualTo(7);

    CompletableFuture<?> running = db.fetch(fixture.namespace().endless(fixture.marker()));
    assertThat(running.cancel(true)).isTrue();
    assertThat(running.cancel(true)).isTrue(); // the JDK says: it is cancelled
    assertThat(Await.get(db.fetchSingle(select(val(8)))).value1()).isEqualTo(8);
  }

  /** Anywhere between the call and the answer: also between connection and statement. */
  @Test
  @Behaviour({40, 43})
  void aCancelAtAnyMomentLeavesTheConnectionUsable(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (int i = 0; i < 300; i++) {
      CompletableFuture<?> victim = db.fetch(select(val("victim")));
      for (int spin = 0; spin < i * 20; spin++) {
        Thread.onSpinWait();
      }
      victim.cancel(true);
      assertThat(Await.get(db.fetchSingle(select(val(i)))).value1()).isEqualTo(i);
    }
  }
}
