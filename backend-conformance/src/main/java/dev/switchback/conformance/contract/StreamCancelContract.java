package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

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
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import org.jooq.Record1;
import org.junit.jupiter.api.Test;

/** Streams that nobody takes to their end. */
@Conformance
final class StreamCancelContract {

  @Test
  @Behaviour({48, 247})
  void cancelledAtRestItGivesItsConnectionBackAndSaysNothingMore(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Taker<?> taker = Taker.of(db.stream(Numbers.endless()), 10);
    taker.awaitRows(10);
    taker.cancel();
    taker.request(10);
    taker.cancel();
    assertUsable(db);
    assertThat(taker.rows).hasSize(10);
    assertThat(taker.end()).isNotDone();
  }

  @Test
  @Behaviour({48, 247})
  void cancelledFromOnNextItGivesNoFurtherRow(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Taker<?> taker =
        Taker.of(
            db.stream(Numbers.endless()),
            Long.MAX_VALUE,
            (row, self) -> {
              if (self.rows.size() == 2_000) {
                self.cancel();
              }
            });
    taker.awaitRows(2_000);
    assertUsable(db);
    assertThat(taker.rows).hasSize(2_000);
    assertThat(taker.end()).isNotDone();
  }

  @Test
  @Behaviour({37, 48})
  void cancelledWhileTheDatabaseWorksItStopsThat(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Taker<?> taker = Taker.of(db.stream(fixture.namespace().endless(fixture.marker())), 1);
    Await.until("a connection runs it", () -> active(db) > 0);
    taker.cancel();
    assertUsable(db);
    assertThat(taker.end()).isNotDone();
  }

  @Test
  @Behaviour({48, 247})
  @Requires(hooks = Hook.SESSIONS)
  void theServerNoLongerRunsItAndHasNoTransactionOpen(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Sessions sessions = fixture.namespace().sessions();
    String marker = fixture.marker();
    Taker<?> running = Taker.of(db.stream(fixture.namespace().endless(marker)), 1);
    Await.until("the server runs it", () -> sessions.running(marker));
    running.cancel();
    Await.until("the server no longer runs it", () -> !sessions.running(marker));
    Items items = Items.create(fixture, db, 2_000);
    Taker<?> resting = Taker.of(db.stream(select(items.id).from(items.table)), 1);
    resting.awaitRows(1);
    assertThat(sessions.inTransaction()).isEqualTo(1);
    resting.cancel();
    Await.until("the server has no transaction open", () -> sessions.inTransaction() == 0);
  }

  @Test
  void nothingIsRunForASubscriberThatAsksForNothing(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Taker<?> silent = Taker.of(tagged(db).stream(Numbers.endless()), 0);
    assertUsable(db);
    silent.cancel();
    assertThat(recorder.end(UnitKind.STREAM, "victim").rows()).isZero();
    Taker<?> early = new Canceller().subscribedTo(tagged(db).stream(Numbers.endless()));
    assertUsable(db);
    assertThat(early.rows).isEmpty();
    assertThat(early.end()).isNotDone();
  }

  /** Asks, cancels, and asks again, before it has returned from being given its subscription. */
  private static final class Canceller {
    Taker<Record1<Integer>> subscribedTo(Flow.Publisher<Record1<Integer>> publisher) {
      return Taker.of(
          subscriber ->
              publisher.subscribe(
                  new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Subscription subscription) {
                      subscription.request(1);
                      subscription.cancel();
                      subscription.request(1);
                    }

                    @Override
                    public void onNext(Record1<Integer> row) {
                      subscriber.onNext(row);
                    }

                    @Override
                    public void onError(Throwable failure) {
                      subscriber.onError(failure);
                    }

                    @Override
                    public void onComplete() {
                      subscriber.onComplete();
                    }
                  }),
          0);
    }
  }

  @Test
  void cancelledInTheQueueItIsNeverRun(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    try (Held held = Held.all(db, 1)) {
      Taker<?> taker = Taker.of(tagged(db).stream(Numbers.endless()), 1);
      Await.until("it waits", () -> waiting(db) == 1);
      taker.cancel();
      Await.until("it no longer waits", () -> waiting(db) == 0);
      UnitEnd end = recorder.end(UnitKind.STREAM, "victim");
      assertThat(end.ran()).isZero();
    }
    assertUsable(db);
  }

  /** Whatever it is doing at that moment: the next query on the only connection is not touched. */
  @Test
  @Behaviour({44, 48})
  void cancelledAtAnyMomentItHarmsNobody(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (int i = 0; i < 150; i++) {
      Taker<?> taker = Taker.of(db.stream(Numbers.endless()), i % 3 == 0 ? 50 : Long.MAX_VALUE);
      long until = System.nanoTime() + i * 20_000L;
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      taker.cancel();
      assertUsable(db);
      assertThat(taker.end()).isNotDone();
    }
  }

  /** Rule 2.13: it is as if it had cancelled. */
  @Test
  @Behaviour(246)
  void aSubscriberThatFailsIsToldNothingMore(Fixture fixture) {
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    ExecutorService executor =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setUncaughtExceptionHandler((where, thrown) -> uncaught.complete(thrown));
              return thread;
            });
    try {
      Recorder recorder = new Recorder();
      Database db =
          fixture.open(
              config -> config.poolSize(1).completionExecutor(executor).listener(recorder));
      IllegalStateException mine = new IllegalStateException("mine");
      Taker<?> taker =
          Taker.of(
              tagged(db).stream(Numbers.endless()),
              Long.MAX_VALUE,
              (row, self) -> {
                if (self.rows.size() == 3) {
                  throw mine;
                }
              });
      assertThat(Await.get(uncaught)).isSameAs(mine);
      assertUsable(db);
      assertThat(taker.rows).hasSize(3);
      assertThat(taker.end()).isNotDone();
      assertThat(recorder.end(UnitKind.STREAM, "victim").failure())
          .isInstanceOfSatisfying(
              DatabaseException.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
                assertThat(failure.getCause()).isSameAs(mine);
              });
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void aSubscriberThatFailsAtOnceIsToldSo(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    IllegalStateException mine = new IllegalStateException("mine");
    Flow.Publisher<Record1<Integer>> publisher = db.stream(Numbers.endless());
    assertThatThrownBy(
            () ->
                Taker.of(
                    subscriber ->
                        publisher.subscribe(
                            new Flow.Subscriber<>() {
                              @Override
                              public void onSubscribe(Subscription subscription) {
                                subscription.request(Long.MAX_VALUE);
                                throw mine;
                              }

                              @Override
                              public void onNext(Record1<Integer> row) {}

                              @Override
                              public void onError(Throwable failure) {}

                              @Override
                              public void onComplete() {}
                            }),
                    0))
        .isSameAs(mine);
    assertUsable(db);
  }

  @Test
  @Behaviour({38, 301})
  void listenersHearOfTheRowsThatWereGiven(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Taker<?> taker =
        Taker.of(
            tagged(db).stream(Numbers.endless()),
            Long.MAX_VALUE,
            (row, self) -> {
              if (self.rows.size() == 7) {
                self.cancel();
              }
            });
    taker.awaitRows(7);
    UnitEnd end = recorder.end(UnitKind.STREAM, "victim");
    assertThat(end.rows()).isEqualTo(7);
    assertThat(end.failure())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED));
  }

  private static QueryExecutor tagged(Database db) {
    return db.with(QueryOptions.defaults().withTag("victim"));
  }

  private static void assertUsable(Database db) {
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }

  private static int active(Database db) {
    return db.stats().lanes().stream().mapToInt(LaneStats::active).sum();
  }

  private static int waiting(Database db) {
    return db.stats().lanes().stream().mapToInt(LaneStats::waiting).sum();
  }
}
