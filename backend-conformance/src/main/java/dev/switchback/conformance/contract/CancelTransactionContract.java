package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Withdrawing a transaction, or a statement in one. */
@Conformance
final class CancelTransactionContract {

  @Test
  @Behaviour(45)
  void cancellingAStatementDoomsTheTransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<String> transaction =
        db.transaction(
            tx -> {
              CompletableFuture<?> insert = tx.execute(items.insert(2, "never"));
              CompletableFuture<?> victim = tx.fetch(fixture.namespace().endless(fixture.marker()));
              return insert
                  .thenRun(() -> victim.cancel(true))
                  .thenCompose(nothing -> tx.fetch(selectOne()))
                  .handle(
                      (rows, failure) -> {
                        assertThat(DatabaseException.of(failure).kind())
                            .isEqualTo(ErrorKind.TRANSACTION_ROLLED_BACK);
                        return "handled";
                      });
            });
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  @Test
  @Behaviour({45, 46})
  void cancellingTheHandleRollsBack(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Transaction> inside = new CompletableFuture<>();
    CompletableFuture<Object> handle =
        db.transaction(
            TransactionOptions.defaults().withTag("victim"),
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(
                        rows -> {
                          inside.complete(tx);
                          return new CompletableFuture<>();
                        }));
    Transaction tx = Await.get(inside);
    assertThat(handle.cancel(true)).isTrue();
    assertThat(Await.get(db.execute(items.insert(3, "next")))).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1, 3);
    assertThat(recorder.end(UnitKind.TRANSACTION, "victim").failure())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED));
    Await.failure(tx.fetch(selectOne()));
  }

  @Test
  @Behaviour({37, 45})
  void cancellingTheHandleStopsTheRunningStatement(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Boolean> issued = new CompletableFuture<>();
    CompletableFuture<?> handle =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(
                        rows -> {
                          CompletableFuture<?> endless =
                              tx.fetch(fixture.namespace().endless(fixture.marker()));
                          issued.complete(true);
                          return endless;
                        }));
    Await.get(issued);
    handle.cancel(true);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour({37, 45})
  @Requires(hooks = Hook.SESSIONS)
  void theServerNoLongerRunsItsStatement(Fixture fixture) {
    Database db = fixture.open(config -> config);
    String marker = fixture.marker();
    CompletableFuture<?> handle =
        db.transaction(tx -> tx.fetch(fixture.namespace().endless(marker)));
    Await.until("the server runs it", () -> fixture.namespace().sessions().running(marker));
    handle.cancel(true);
    Await.until("the server has ended it", () -> !fixture.namespace().sessions().running(marker));
    Await.until(
        "no transaction is open", () -> fixture.namespace().sessions().inTransaction() == 0);
  }

  @Test
  @Behaviour(45)
  void cancellingAQueuedStatementOfATransactionDoomsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<?> transaction =
        db.transaction(
            tx -> {
              CompletableFuture<?> lasting = tx.fetch(fixture.namespace().lasting());
              tx.execute(items.insert(2, "never")).cancel(true);
              return lasting.handle((rows, failure) -> "done");
            });
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(45)
  void cancellingAWaitingWriterLeavesTheOtherAlone(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2).lockTimeout(Duration.ZERO));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Integer> holder =
        db.transaction(
            tx ->
                tx.execute(items.increment(1))
                    .whenComplete((rows, failure) -> begun.complete(true))
                    .thenCompose(rows -> gate)
                    .thenCompose(nothing -> tx.execute(items.increment(1))));
    Await.get(begun);
    CompletableFuture<Integer> waiter = db.execute(items.increment(1));
    assertThat(waiter.cancel(true)).isTrue();
    gate.complete(null);
    assertThat(Await.get(holder)).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(2);
  }
}
