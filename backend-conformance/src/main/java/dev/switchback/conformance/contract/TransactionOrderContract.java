package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.junit.jupiter.api.Test;

/** The order within a transaction, and transactions beside each other. */
@Conformance
final class TransactionOrderContract {

  @Test
  @Behaviour(31)
  void statementsRunInTheOrderOfIssue(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    List<CompletableFuture<Record1<Integer>>> seen = new ArrayList<>();
    Await.get(
        db.transaction(
            tx -> {
              for (int i = 0; i < 100; i++) {
                seen.add(tx.fetchSingle(items.amountOf(1)));
                tx.execute(items.increment(1));
              }
              return seen.get(99);
            }));
    for (int i = 0; i < 100; i++) {
      assertThat(Await.get(seen.get(i)).value1()).isEqualTo(i);
    }
  }

  @Test
  @Behaviour(125)
  void aThousandStatementsOneAfterTheOther(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    int statements = 1_000;
    Await.get(
        db.transaction(
            tx -> {
              CompletableFuture<Integer> chain = CompletableFuture.completedFuture(0);
              for (int i = 0; i < statements; i++) {
                chain = chain.thenCompose(rows -> tx.execute(items.increment(1)));
              }
              return chain;
            }));
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(statements);
  }

  @Test
  @Behaviour(35)
  void manyThreadsMayUseOneTransaction(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Await.get(
          db.transaction(
              tx -> {
                List<CompletableFuture<Integer>> done = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                  done.add(
                      CompletableFuture.supplyAsync(() -> tx.execute(items.increment(1)), threads)
                          .thenCompose(issued -> issued));
                }
                return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
              }));
    } finally {
      threads.shutdownNow();
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(200);
  }

  @Test
  @Behaviour({111, 114, 121})
  void readingAndThenWritingLosesNoUpdate(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(4));
    Items items = Items.create(fixture, db, 1);
    List<CompletableFuture<Integer>> transactions = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      transactions.add(
          db.transaction(
              tx ->
                  tx.fetchSingle(reading(db, items))
                      .thenCompose(
                          row ->
                              tx.execute(
                                  update(items.table)
                                      .set(items.amount, row.value1() + 1)
                                      .where(items.id.eq(1))))));
    }
    assertThat(Await.all(transactions)).containsOnly(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(100);
  }

  /** With the row locked where rows can be; elsewhere there is one writer. */
  private static ResultQuery<Record1<Integer>> reading(Database db, Items items) {
    var query = select(items.amount).from(items.table).where(items.id.eq(1));
    return db.backend().can(Capability.ROW_LOCKS) ? query.forUpdate() : query;
  }

  @Test
  @Behaviour(97)
  @Requires(Capability.CONCURRENT_READS)
  void othersDoNotSeeItBeforeItsCommit(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    CompletableFuture<Void> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "new"))
                    .whenComplete((rows, failure) -> written.complete(true))
                    .thenCompose(rows -> gate));
    Await.get(written);
    assertThat(items.idsOn(db)).containsExactly(1);
    gate.complete(null);
    Await.get(transaction);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  @Test
  @Behaviour(111)
  @Requires(Capability.CONCURRENT_WRITES)
  void writersOfDifferentRowsDoNotWait(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    CompletableFuture<Void> first =
        db.transaction(
            tx ->
                tx.execute(items.increment(1))
                    .whenComplete((rows, failure) -> written.complete(true))
                    .thenCompose(rows -> gate));
    Await.get(written);
    assertThat(Await.<Integer>get(db.transaction(tx -> tx.execute(items.increment(2)))))
        .isEqualTo(1);
    assertThat(first).isNotDone();
    gate.complete(null);
    Await.get(first);
  }
}
