package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.Isolation;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Conflicts that the database itself finds, and retries that make them go away. */
@Conformance
final class ConflictContract {

  private static final TransactionOptions SERIALIZABLE =
      TransactionOptions.defaults().withIsolation(Isolation.SERIALIZABLE).withRetries(100);

  @Test
  @Behaviour({120, 136})
  @Requires(Capability.CONCURRENT_WRITES)
  void withARetryBothOfADeadlockSucceed(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db =
        fixture.open(
            config -> config.poolSize(2).lockTimeout(Duration.ofSeconds(20)).listener(recorder));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<Void> bothHold = new CompletableFuture<>();
    List<CompletableFuture<Boolean>> holding = new ArrayList<>();
    List<CompletableFuture<Integer>> transactions = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int first = i;
      CompletableFuture<Boolean> holds = new CompletableFuture<>();
      holding.add(holds);
      transactions.add(
          db.transaction(
              TransactionOptions.defaults().withRetries(5),
              tx ->
                  tx.execute(items.increment(first))
                      .whenComplete((rows, failure) -> holds.complete(true))
                      .thenCompose(rows -> bothHold)
                      .thenCompose(nothing -> tx.execute(items.increment(3 - first)))));
    }
    Await.all(holding);
    bothHold.complete(null);
    assertThat(Await.all(transactions)).containsOnly(1);
    assertThat(recorder.retries).isNotEmpty();
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(2);
    assertThat(Await.get(db.fetchSingle(items.amountOf(2))).value1()).isEqualTo(2);
  }

  /** Each may leave as long as another stays, and both look before either leaves. */
  @Test
  @Behaviour({119, 136})
  @Requires({Capability.ISOLATION_LEVELS, Capability.CONCURRENT_WRITES})
  void withARetryWriteSkewIsSeenAndAvoided(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<Void> bothHaveLooked = new CompletableFuture<>();
    AtomicInteger looked = new AtomicInteger();
    List<CompletableFuture<String>> transactions = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int leaver = i;
      transactions.add(
          db.transaction(
              SERIALIZABLE,
              tx ->
                  tx.fetchSingle(select(count()).from(items.table).where(items.amount.eq(0)))
                      .thenCompose(
                          row -> {
                            if (looked.incrementAndGet() == 2) {
                              bothHaveLooked.complete(null);
                            }
                            return bothHaveLooked.thenApply(nothing -> row.value1());
                          })
                      .thenCompose(
                          present ->
                              present < 2
                                  ? CompletableFuture.completedFuture("stays")
                                  : tx.execute(items.increment(leaver))
                                      .thenApply(rows -> "leaves"))));
    }
    assertThat(Await.all(transactions)).containsExactlyInAnyOrder("leaves", "stays");
  }

  @Test
  @Behaviour({119, 136})
  void readingAndThenWritingUnderSerializableLosesNoUpdate(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(3));
    Items items = Items.create(fixture, db, 1);
    List<CompletableFuture<Integer>> transactions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      transactions.add(
          db.transaction(
              SERIALIZABLE,
              tx ->
                  tx.fetchSingle(items.amountOf(1))
                      .thenCompose(
                          row ->
                              tx.execute(
                                  update(items.table)
                                      .set(items.amount, row.value1() + 1)
                                      .where(items.id.eq(1))))));
    }
    assertThat(Await.all(transactions)).containsOnly(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(30);
  }
}
