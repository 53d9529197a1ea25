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
import dev.switchback.database.Transaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Parts of a transaction that can be undone. */
@Conformance
final class SavepointContract {

  @Test
  @Behaviour({126, 127, 135})
  void keepsItsWork(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    String answer =
        Await.get(
            db.transaction(
                tx ->
                    tx.execute(items.insert(2, "outer"))
                        .thenCompose(
                            rows ->
                                tx.savepoint(
                                    inner ->
                                        inner
                                            .execute(items.insert(3, "inner"))
                                            .thenApply(inserted -> "result")))
                        .thenCompose(
                            result ->
                                tx.execute(items.insert(4, "outer")).thenApply(rows -> result))));
    assertThat(answer).isEqualTo("result");
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3, 4);
  }

  @Test
  @Behaviour({100, 126})
  void itsFailureUndoesOnlyIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    IllegalStateException mine = new IllegalStateException("mine");
    Throwable seen =
        Await.get(
            db.transaction(
                tx ->
                    tx.execute(items.insert(2, "outer"))
                        .thenCompose(
                            rows ->
                                tx.savepoint(
                                        inner ->
                                            inner
                                                .execute(items.insert(3, "never"))
                                                .thenCompose(inserted -> failed(mine)))
                                    .handle((nothing, failure) -> failure))
                        .thenCompose(
                            failure ->
                                tx.execute(items.insert(4, "outer")).thenApply(rows -> failure))));
    assertThat(seen).isSameAs(mine);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 4);
  }

  private static CompletionStage<Object> failed(Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }

  @Test
  @Behaviour({103, 132})
  void afterAStatementErrorInsideTheTransactionGoesOn(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    ErrorKind kind =
        Await.get(
            db.transaction(
                tx ->
                    tx.execute(items.insert(2, "outer"))
                        .thenCompose(
                            rows ->
                                tx.savepoint(
                                        inner ->
                                            inner
                                                .execute(items.insert(3, "never"))
                                                .thenCompose(
                                                    r -> inner.execute(items.insert(1, "again"))))
                                    .handle((r, failure) -> DatabaseException.of(failure).kind()))
                        .thenCompose(
                            seen -> tx.execute(items.insert(4, "outer")).thenApply(rows -> seen))));
    assertThat(kind).isEqualTo(ErrorKind.UNIQUE);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 4);
  }

  @Test
  @Behaviour(103)
  void anErrorHandledInsideStillUndoesTheSavepoint(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    ErrorKind kind =
        Await.get(
            db.transaction(
                tx ->
                    tx.savepoint(
                            inner ->
                                inner
                                    .execute(items.insert(2, "never"))
                                    .thenCompose(r -> inner.execute(items.insert(1, "again")))
                                    .handle((r, failure) -> "handled inside"))
                        .handle((r, failure) -> DatabaseException.of(failure).kind())));
    assertThat(kind).isEqualTo(ErrorKind.TRANSACTION_ROLLED_BACK);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(103)
  void anUnhandledFailureInsideFailsTheTransaction(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.UNIQUE,
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(
                        rows -> tx.savepoint(in -> in.execute(items.insert(1, "again"))))));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void rollbackOnlyInsideUndoesOnlyItAndDeliversTheResult(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    String result =
        Await.get(
            db.transaction(
                tx ->
                    tx.execute(items.insert(2, "outer"))
                        .thenCompose(
                            rows ->
                                tx.savepoint(
                                    inner ->
                                        inner
                                            .execute(items.insert(3, "never"))
                                            .thenApply(
                                                r -> {
                                                  inner.setRollbackOnly();
                                                  return "result";
                                                })))));
    assertThat(result).isEqualTo("result");
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  /** And it dooms the transaction: the caller meant that statement to be part of it. */
  @Test
  void aStatementOnTheParentMeanwhileIsRefused(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<ErrorKind> refused = new CompletableFuture<>();
    CompletableFuture<?> transaction =
        db.transaction(
            tx ->
                tx.savepoint(
                    inner ->
                        inner
                            .execute(items.insert(2, "inner"))
                            .thenCompose(
                                rows ->
                                    tx.execute(items.insert(3, "never"))
                                        .handle(
                                            (r, failure) ->
                                                refused.complete(
                                                    DatabaseException.of(failure).kind())))));
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(Await.get(refused)).isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(105)
  void isClosedAfterItsEnd(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    ErrorKind refused =
        Await.get(
            db.transaction(
                tx -> {
                  CompletableFuture<Transaction> escaped = new CompletableFuture<>();
                  return tx.savepoint(
                          inner -> {
                            escaped.complete(inner);
                            return inner.execute(items.insert(2, "inner"));
                          })
                      .thenCompose(rows -> escaped)
                      .thenCompose(inner -> inner.execute(items.insert(3, "never")))
                      .handle((rows, failure) -> DatabaseException.of(failure).kind());
                }));
    assertThat(refused).isEqualTo(ErrorKind.TRANSACTION_CLOSED);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  @Test
  void siblingsWaitForTheirTurn(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(
        db.transaction(
            tx -> {
              CompletableFuture<?> first = tx.savepoint(in -> chain(in, items, 10));
              CompletableFuture<?> second =
                  tx.savepoint(
                          in ->
                              chain(in, items, 20)
                                  .thenCompose(rows -> failed(new IllegalStateException("undo"))))
                      .handle((rows, failure) -> null);
              CompletableFuture<?> third = tx.savepoint(in -> chain(in, items, 30));
              return CompletableFuture.allOf(first, second, third);
            }));
    assertThat(items.idsOn(db)).containsExactly(10, 11, 12, 30, 31, 32);
  }

  /** Three statements, each issued when the one before has ended. */
  private static CompletableFuture<Integer> chain(Transaction tx, Items items, int from) {
    return tx.execute(items.insert(from, "a"))
        .thenCompose(rows -> tx.execute(items.insert(from + 1, "b")))
        .thenCompose(rows -> tx.execute(items.insert(from + 2, "c")));
  }

  @Test
  @Behaviour(131)
  void twentyDeep(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(db.transaction(tx -> nest(tx, items, 1, 20, 99)));
    assertThat(items.countOn(db)).isEqualTo(20);
  }

  @Test
  @Behaviour({130, 131, 133})
  void twentyDeepWithTheInnerHalfUndone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(db.transaction(tx -> nest(tx, items, 1, 20, 10)));
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  private static CompletionStage<Object> nest(
      Transaction tx, Items items, int level, int depth, int failingFrom) {
    CompletableFuture<Object> inserted =
        tx.execute(items.insert(level, "level")).thenApply(rows -> rows);
    CompletableFuture<Object> nested =
        level == depth
            ? inserted
            : inserted.thenCompose(
                rows -> tx.savepoint(inner -> nest(inner, items, level + 1, depth, failingFrom)));
    return level == failingFrom ? nested.thenCompose(rows -> undoing(tx)) : nested;
  }

  /** Makes this level a rollback without failing those outside of it. */
  private static CompletionStage<Object> undoing(Transaction tx) {
    tx.setRollbackOnly();
    return CompletableFuture.completedFuture("undone");
  }

  @Test
  @Behaviour(45)
  void aCancelInsideDoomsTheWhole(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(
                        rows ->
                            tx.savepoint(
                                    inner -> {
                                      CompletableFuture<?> victim =
                                          inner.fetch(
                                              fixture.namespace().endless(fixture.marker()));
                                      victim.cancel(true);
                                      return victim;
                                    })
                                .handle((r, failure) -> "handled"))));
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  @Test
  void anEmptySavepointIsFine(Database db) {
    assertThat(
            Await.<Integer>get(
                db.transaction(
                    tx ->
                        tx.savepoint(inner -> CompletableFuture.completedFuture("x"))
                            .thenCompose(x -> tx.fetchSingle(selectOne()))
                            .thenApply(row -> row.value1()))))
        .isEqualTo(1);
  }
}
