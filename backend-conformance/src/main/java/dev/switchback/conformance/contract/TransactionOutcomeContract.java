package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.junit.jupiter.api.Test;

/** How a transaction ends, and what is left of it. */
@Conformance
final class TransactionOutcomeContract {

  @Test
  @Behaviour({97, 98, 100})
  void commitsWhenTheWorkIsDone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    String answer =
        Await.get(
            db.transaction(
                tx ->
                    tx.execute(items.insert(2, "two"))
                        .thenCompose(rows -> tx.fetchSingle(items.labelOf(2)))
                        .thenApply(row -> row.value1())));
    assertThat(answer).isEqualTo("two");
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  @Test
  @Behaviour({99, 100, 110})
  void rollsBackWhenAStageFailsAndDeliversThatException(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    IllegalStateException mine = new IllegalStateException("mine");
    CompletableFuture<Object> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(4, "never"))
                    .thenCompose(rows -> tx.execute(items.relabel(1, "never")))
                    .thenCompose(rows -> tx.execute(items.delete(2)))
                    .thenApply(
                        rows -> {
                          throw mine;
                        }));
    assertThat(Await.thrown(transaction)).isSameAs(mine);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3);
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("item 1");
  }

  @Test
  @Behaviour({100, 102})
  void rollsBackWhenTheWorkThrows(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    IOException mine = new IOException("checked, and mine");
    CompletableFuture<Object> transaction =
        db.transaction(
            tx -> {
              tx.execute(items.insert(2, "never"));
              throw mine;
            });
    assertThat(Await.thrown(transaction)).isSameAs(mine);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(102)
  void rollsBackWhenTheWorkReturnsNoStage(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Object> transaction =
        db.transaction(
            tx -> {
              tx.execute(items.insert(2, "never"));
              return null;
            });
    Await.failure(ErrorKind.ILLEGAL_USE, transaction);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(100)
  void deliversTheStatementsOwnError(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.UNIQUE,
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> tx.execute(items.insert(1, "again")))));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void aResultMayBeNull(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(db.transaction(tx -> tx.execute(items.insert(1, "x")).thenApply(rows -> null)));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void workWithoutStatementsIsFine(Database db) {
    assertThat(
            Await.<String>get(db.transaction(tx -> CompletableFuture.completedFuture("nothing"))))
        .isEqualTo("nothing");
  }

  @Test
  void rollbackOnlyUndoesAndStillDeliversTheResult(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    assertThat(
            Await.<String>get(
                db.transaction(
                    tx ->
                        tx.execute(items.insert(2, "never"))
                            .thenApply(
                                rows -> {
                                  tx.setRollbackOnly();
                                  return "result";
                                }))))
        .isEqualTo("result");
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour({105, 106})
  void isClosedAfterItsEnd(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    Await.get(
        db.transaction(
            tx -> {
              escaped.complete(tx);
              return tx.fetch(selectOne());
            }));
    Transaction tx = Await.get(escaped);
    Await.failure(ErrorKind.TRANSACTION_CLOSED, tx.fetch(selectOne()));
    Await.failure(ErrorKind.TRANSACTION_CLOSED, tx.execute(items.increment(1)));
    Await.failure(ErrorKind.TRANSACTION_CLOSED, tx.batch(java.util.List.of(items.increment(1))));
    Await.failure(ErrorKind.TRANSACTION_CLOSED, tx.savepoint(inner -> inner.fetch(selectOne())));
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }

  @Test
  @Behaviour({105, 106})
  void isClosedAfterARollback(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    Await.thrown(
        db.transaction(
            tx -> {
              escaped.complete(tx);
              return CompletableFuture.failedFuture(new IllegalStateException("mine"));
            }));
    Transaction tx = Await.get(escaped);
    Await.failure(ErrorKind.TRANSACTION_CLOSED, tx.execute(items.increment(1)));
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }

  /** What was issued is part of the transaction, whether the work waited for it or not. */
  @Test
  void statementsThatTheWorkDidNotAwaitAreCommittedToo(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.get(
        db.transaction(
            tx -> {
              for (int i = 2; i <= 20; i++) {
                tx.execute(items.insert(i, "not awaited"));
              }
              return CompletableFuture.completedFuture("early");
            }));
    assertThat(items.countOn(db)).isEqualTo(20);
  }

  @Test
  @Behaviour(104)
  void aFailureThatTheWorkDidNotAwaitIsNotLost(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx -> {
              tx.execute(items.insert(2, "never"));
              tx.execute(items.insert(1, "again"));
              return CompletableFuture.completedFuture("early");
            }));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(110)
  void theNextOneSeesNoTraceOfOneThatFailed(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    for (int i = 0; i < 20; i++) {
      Await.thrown(
          db.transaction(
              tx ->
                  tx.execute(items.increment(1))
                      .thenCompose(rows -> tx.execute(items.insert(1, "again")))));
      Await.get(db.transaction(tx -> tx.execute(items.increment(1))));
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(20);
  }

  /** It would commit what was done before it, and nobody would hear of it. */
  @Test
  @Requires(absent = Capability.TRANSACTIONAL_DDL)
  void ddlThatWouldEndItIsRefused(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    for (Query ddl :
        List.of(
            createTable(name(fixture.name("t"))).column("x", db.schema().types().int32()),
            query("create table " + fixture.name("t") + " (x int)"),
            query(" /* plain */ drop table if exists " + fixture.name("t")))) {
      Await.failure(
          ErrorKind.UNSUPPORTED,
          db.transaction(
              tx -> tx.execute(items.increment(1)).thenCompose(done -> tx.execute(ddl))));
      Await.failure(
          ErrorKind.UNSUPPORTED, db.transaction(tx -> tx.batch(List.of(items.increment(1), ddl))));
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }
}
