package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.LaneStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.Record1;
import org.jooq.Result;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Where and how futures complete. */
@Conformance
final class CompletionContract {

  @Test
  @Behaviour(24)
  void joinThrowsTheLibrarysExceptionAsTheDirectCause(Database db) {
    CompletableFuture<?> failing = db.fetch(selectFrom(table("no_such_table")));
    assertThat(Await.thrown(failing)).isInstanceOf(DatabaseException.class);
    try {
      failing.join();
      throw new AssertionError("join() should have thrown");
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  @Behaviour(26)
  void runsOnTheConfiguredExecutor(Fixture fixture) {
    ExecutorService executor =
        Executors.newCachedThreadPool(task -> new Thread(task, "the-applications-own"));
    try {
      Database db = fixture.open(config -> config.completionExecutor(executor));
      // a stage attached to a future that is complete already runs in this thread: hold it back
      try (Held held = Held.all(db, 8)) {
        CompletableFuture<String> value =
            db.fetch(selectOne()).thenApply(rows -> Thread.currentThread().getName());
        CompletableFuture<String> failure =
            db.fetch(selectFrom(table("no_such_table")))
                .handle((rows, e) -> Thread.currentThread().getName());
        CompletableFuture<String> work =
            db.transaction(
                tx -> CompletableFuture.completedFuture(Thread.currentThread().getName()));
        held.release();
        assertThat(Await.get(value)).isEqualTo("the-applications-own");
        assertThat(Await.get(failure)).isEqualTo("the-applications-own");
        assertThat(Await.get(work)).isEqualTo("the-applications-own");
      }
      db.close();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  @Behaviour({26, 27})
  void aContinuationThatBlocksHoldsNoConnection(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<Void> gate = new CompletableFuture<>();
    List<CompletableFuture<Void>> blocked = new ArrayList<>();
    // held, so that no stage is attached to a future that is complete: it would run in this thread
    try (Held held = Held.all(db, 1)) {
      for (int i = 0; i < 10; i++) {
        blocked.add(db.fetch(selectOne()).thenAccept(rows -> Await.get(gate)));
      }
    }
    for (int i = 0; i < 20; i++) {
      assertThat(Await.get(db.fetchSingle(select(val(i)))).value1()).isEqualTo(i);
    }
    gate.complete(null);
    Await.all(blocked);
  }

  /** Completions are handed over in batches: one of a batch must not wait for the next. */
  @Test
  @Behaviour(27)
  void aContinuationMayJoinALaterFutureOfTheSameBurst(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    int burst = 200;
    List<CompletableFuture<Result<Record1<Integer>>>> futures = new ArrayList<>();
    List<CompletableFuture<Integer>> sums = new ArrayList<>();
    try (Held held = Held.all(db, 1)) {
      for (int i = 0; i < burst; i++) {
        futures.add(db.fetch(select(val(i))));
      }
      for (int i = 0; i + 1 < burst; i += 2) {
        CompletableFuture<Result<Record1<Integer>>> next = futures.get(i + 1);
        sums.add(
            futures
                .get(i)
                .thenApply(rows -> rows.get(0).value1() + Await.get(next).get(0).value1()));
      }
      held.release();
    }
    for (int i = 0; i < sums.size(); i++) {
      assertThat(Await.get(sums.get(i))).isEqualTo(4 * i + 1);
    }
  }

  @Test
  @Behaviour(29)
  void aContinuationMayCallAndAwaitTheDatabase(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<Integer> chained =
        db.fetchSingle(select(val(1)))
            .thenApply(row -> Await.get(db.fetchSingle(select(val(row.value1() + 1)))))
            .thenCompose(row -> db.fetchSingle(select(val(row.value1() + 1))))
            .thenApply(Record1::value1);
    assertThat(Await.get(chained)).isEqualTo(3);
  }

  @Test
  @Behaviour(28)
  void aContinuationThatThrowsHurtsNobodyElse(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (int i = 0; i < 50; i++) {
      CompletableFuture<Object> throwing =
          db.fetch(selectOne())
              .thenApply(
                  rows -> {
                    throw new IllegalStateException("of the application");
                  });
      assertThat(Await.thrown(throwing)).hasRootCauseMessage("of the application");
    }
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  @Test
  @Behaviour(34)
  void aConverterThatThrowsFailsTheFutureAndNothingElse(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    IllegalStateException mine = new IllegalStateException("cannot convert");
    CompletableFuture<?> failing =
        db.fetch(
            select(
                field("1", SQLDataType.INTEGER)
                    .convertFrom(
                        value -> {
                          throw mine;
                        })));
    Throwable failure = Await.failure(failing);
    assertThat(failure).hasRootCause(mine);
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  @Test
  void anExecutorThatIsShutDownLeavesNobodyWaiting(Fixture fixture) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Database db = fixture.open(config -> config.poolSize(1).completionExecutor(executor));
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Void> never = new CompletableFuture<>();
    executor.execute(
        () -> {
          begun.complete(true);
          try {
            never.get();
          } catch (InterruptedException | ExecutionException shutDown) {
            Thread.currentThread().interrupt();
          }
        });
    Await.get(begun);
    // Its completion is accepted, waits behind that task, and is dropped without a word.
    CompletableFuture<?> dropped = db.fetch(selectOne());
    Await.until(
        "it has been run",
        () -> db.stats().lanes().stream().mapToLong(LaneStats::finished).sum() >= 1);
    assertThat(executor.shutdownNow()).hasSizeLessThanOrEqualTo(1);
    assertThat(dropped).isNotDone();
    Await.until(
        "later completions take it along",
        () -> {
          Await.get(db.fetch(selectOne()));
          return dropped.isDone();
        });
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }
}
