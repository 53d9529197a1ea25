package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.LaneStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.Record1;
import org.jooq.Record2;
import org.junit.jupiter.api.Test;

/** Many callers at once, and callers that must not wait. */
@Conformance
final class CallersContract {

  private static final int CALLERS = 1_000;

  @Test
  @Behaviour(30)
  void aThousandConcurrentReadsGiveEachCallerItsOwnResult(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(4));
    List<CompletableFuture<Record1<Integer>>> answers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      answers.add(db.fetchSingle(select(val(i))));
    }
    for (int i = 0; i < CALLERS; i++) {
      assertThat(Await.get(answers.get(i)).value1()).isEqualTo(i);
    }
  }

  @Test
  @Behaviour({30, 32})
  void manyThreadsMixReadsAndWrites(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config.poolSize(4));
    Items items = Items.create(fixture, db, 10);
    int threads = 20;
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(threads);
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        done.add(
            CompletableFuture.runAsync(
                () -> {
                  start.countDown();
                  awaitLatch(start);
                  for (int i = 0; i < CALLERS / threads; i++) {
                    int id = 1 + (thread + i) % 10;
                    assertThat(Await.get(db.execute(items.increment(id)))).isEqualTo(1);
                    assertThat(Await.get(db.fetchSingle(items.labelOf(id))).value1())
                        .isEqualTo("item " + id);
                  }
                },
                callers));
      }
      Await.all(done);
    } finally {
      callers.shutdownNow();
    }
    int sum = 0;
    for (int id = 1; id <= 10; id++) {
      sum += Await.get(db.fetchSingle(items.amountOf(id))).value1();
    }
    assertThat(sum).isEqualTo(CALLERS);
  }

  @Test
  @Behaviour(22)
  void callsReturnWhileAllConnectionsAreBusy(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    try (Held held = Held.all(db, 2)) {
      // on a thread of its own: should a call block, this test fails instead of hanging
      CompletableFuture<List<CompletableFuture<?>>> calls =
          CompletableFuture.supplyAsync(
              () ->
                  List.of(
                      db.fetch(select(inline(1))),
                      db.fetchSingle(select(inline(1))),
                      db.transaction(tx -> tx.fetch(select(inline(1)))),
                      db.batch(List.of()),
                      db.schema().tables(),
                      db.closeAsync()));
      List<CompletableFuture<?>> issued = Await.get(calls);
      assertThat(issued.get(0)).isNotDone();
      held.release();
      issued.forEach(Await::get);
    }
  }

  @Test
  void twoConnectionsWithTwoOpenTransactionsServeAHundredWaiters(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    List<CompletableFuture<Record2<Integer, String>>> waiters = new ArrayList<>();
    try (Held held = Held.all(db, 2)) {
      for (int i = 0; i < 100; i++) {
        waiters.add(db.fetchSingle(select(val(i), val("waiter " + i))));
      }
      assertThat(waiters).noneMatch(CompletableFuture::isDone);
      assertThat(db.stats().lanes()).extracting(LaneStats::waiting).contains(100);
      held.release();
    }
    for (int i = 0; i < 100; i++) {
      Record2<Integer, String> row = Await.get(waiters.get(i));
      assertThat(row.value1()).isEqualTo(i);
      assertThat(row.value2()).isEqualTo("waiter " + i);
    }
  }

  @Test
  void openTransactionsGoOnWhileAHundredWait(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    List<CompletableFuture<Integer>> transactions = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int id = i;
      transactions.add(
          db.transaction(
              tx ->
                  tx.execute(items.increment(id))
                      .thenCompose(rows -> gate)
                      .thenCompose(nothing -> tx.execute(items.increment(id)))
                      .thenCompose(rows -> tx.execute(items.increment(id)))));
    }
    List<CompletableFuture<Integer>> waiters = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiters.add(db.execute(items.increment(1 + i % 2)));
    }
    gate.complete(null);
    assertThat(Await.all(transactions)).containsOnly(1);
    assertThat(Await.all(waiters)).hasSize(100).containsOnly(1);
    for (int id = 1; id <= 2; id++) {
      assertThat(Await.get(db.fetchSingle(items.amountOf(id))).value1()).isEqualTo(53);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
