package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace.Sessions;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitKind;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Withdrawing a statement that the database is running. */
@Conformance
final class CancelRunningContract {

  @Test
  @Behaviour({37, 38})
  void theNextQueryOnTheOnlyConnectionRuns(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<?> running = start(db, fixture, fixture.marker());
    assertThat(running.cancel(true)).isTrue();
    assertThat(running).isCancelled();
    // without the cancel this one would wait for ever: the statement does not end by itself
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  @Test
  @Behaviour(37)
  @Requires(hooks = Hook.SESSIONS)
  void theServerNoLongerRunsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Sessions sessions = fixture.namespace().sessions();
    String marker = fixture.marker();
    CompletableFuture<?> running = db.fetch(fixture.namespace().endless(marker));
    Await.until("the server runs it", () -> sessions.running(marker));
    running.cancel(false);
    Await.until("the server no longer runs it", () -> !sessions.running(marker));
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  /** A cancel that overtakes its statement on the way to the server is lost, if sent only once. */
  @Test
  @Behaviour({37, 40, 43})
  void aCancelAtAnyMomentReachesTheStatement(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (int i = 0; i < 500; i++) {
      CompletableFuture<?> running = db.fetch(fixture.namespace().endless(fixture.marker()));
      long until = System.nanoTime() + i * 4_000L;
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      running.cancel(true);
      assertThat(Await.get(db.fetchSingle(select(val(i)))).value1()).isEqualTo(i);
    }
  }

  @Test
  @Behaviour(37)
  void theCallerSeesACancellation(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<?> running = start(db, fixture, fixture.marker());
    running.cancel(true);
    assertThat(Await.thrown(running)).isInstanceOf(CancellationException.class);
  }

  @Test
  @Behaviour({38, 301})
  void listenersSeeItCancelledOnce(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    CompletableFuture<?> running =
        start(
            db,
            db.with(QueryOptions.defaults().withTag("victim"))
                .fetch(fixture.namespace().endless(fixture.marker())));
    running.cancel(true);
    assertThat(recorder.end(UnitKind.FETCH, "victim").failure())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED));
  }

  @Test
  void completingTheHandleWithdrawsTheWork(Fixture fixture) {
    withdrawnBy(fixture, handle -> handle.complete(null));
  }

  @Test
  void failingTheHandleWithdrawsTheWork(Fixture fixture) {
    withdrawnBy(fixture, handle -> handle.completeExceptionally(new IllegalStateException("mine")));
  }

  @Test
  void aTimeoutOfTheHandleWithdrawsTheWork(Fixture fixture) {
    withdrawnBy(
        fixture,
        handle ->
            assertThat(Await.thrown(handle.orTimeout(20, TimeUnit.MILLISECONDS)))
                .isInstanceOf(TimeoutException.class));
  }

  private static void withdrawnBy(Fixture fixture, Consumer<CompletableFuture<?>> withdrawal) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    CompletableFuture<?> running =
        start(
            db,
            db.with(QueryOptions.defaults().withTag("victim"))
                .fetch(fixture.namespace().endless(fixture.marker())));
    withdrawal.accept(running);
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
    assertThat(recorder.end(UnitKind.FETCH, "victim").failure())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED));
  }

  @Test
  @Behaviour({37, 49})
  void aBatchIsUndone(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<List<Integer>> batch =
        db.batch(java.util.Collections.nCopies(100_000, items.increment(1)));
    Await.until("the batch has a connection", () -> active(db) > 0 || batch.isDone());
    boolean cancelled = batch.cancel(true);
    int amount = Await.get(db.fetchSingle(items.amountOf(1))).value1();
    assertThat(cancelled).as("the batch was still running").isTrue();
    assertThat(amount).isEqualTo(0);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
  }

  /** A future derived from the handle does not reach back: that is how the JDK has it. */
  @Test
  @Behaviour(50)
  void cancellingADerivedStageLeavesTheQueryAlone(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<?> lasting = db.fetch(fixture.namespace().lasting());
    lasting.thenApply(rows -> rows).cancel(true);
    Await.get(lasting);
  }

  @Test
  @Behaviour(33)
  void interruptingACallerLeavesTheQueryAlone(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<?> lasting = db.fetch(fixture.namespace().lasting());
    CompletableFuture<String> seen = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                lasting.get();
                seen.complete("value");
              } catch (InterruptedException e) {
                seen.complete("interrupted");
              } catch (Exception e) {
                seen.completeExceptionally(new CompletionException(e));
              }
            });
    caller.start();
    caller.interrupt();
    assertThat(Await.get(seen)).isEqualTo("interrupted");
    Await.get(lasting);
    caller.join();
  }

  private static CompletableFuture<?> start(Database db, Fixture fixture, String marker) {
    return start(db, db.fetch(fixture.namespace().endless(marker)));
  }

  private static CompletableFuture<?> start(Database db, CompletableFuture<?> endless) {
    Await.until("a connection runs the statement", () -> active(db) > 0);
    return endless;
  }

  private static int active(Database db) {
    return db.stats().lanes().stream().mapToInt(LaneStats::active).sum();
  }
}
