package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Transaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * After a failed statement: the same on every backend, whatever the database itself would allow.
 */
@Conformance
final class TransactionDoomedContract {

  private static @Nullable ErrorKind kindOf(@Nullable Throwable failure) {
    return failure == null ? null : DatabaseException.of(failure).kind();
  }

  @Test
  @Behaviour({103, 104})
  void refusesFurtherStatementsAndCannotCommit(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<String> kinds = new CompletableFuture<>();
    CompletableFuture<String> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> tx.execute(items.insert(1, "again")))
                    .handle((rows, failure) -> kindOf(failure))
                    .thenCompose(
                        first ->
                            tx.execute(items.insert(3, "never"))
                                .handle((rows, failure) -> first + " " + kindOf(failure)))
                    .thenCompose(
                        both ->
                            tx.fetch(selectOne())
                                .handle((rows, failure) -> both + " " + kindOf(failure)))
                    .whenComplete((all, failure) -> kinds.complete(all)));
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(Await.get(kinds))
        .isEqualTo("UNIQUE TRANSACTION_ROLLED_BACK TRANSACTION_ROLLED_BACK");
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(104)
  void tellsTheFirstErrorAsTheCause(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    DatabaseException failure =
        Await.failure(
            ErrorKind.TRANSACTION_ROLLED_BACK,
            db.transaction(
                tx -> tx.execute(items.insert(1, "again")).handle((rows, e) -> "handled")));
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            DatabaseException.class, cause -> assertThat(cause.kind()).isEqualTo(ErrorKind.UNIQUE));
  }

  @Test
  @Behaviour(103)
  void aSyntaxErrorDooms(Fixture fixture, Database db) {
    dooms(fixture, db, tx -> tx.fetch(resultQuery("selekt 1")));
  }

  @Test
  @Behaviour(103)
  void aMissingTableDooms(Fixture fixture, Database db) {
    dooms(fixture, db, tx -> tx.fetch(selectFrom(table("no_such_table"))));
  }

  @Test
  @Behaviour(103)
  void statementsIssuedBehindTheFailingOneAreNotRun(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<ErrorKind> behind = new CompletableFuture<>();
    CompletableFuture<?> transaction =
        db.transaction(
            tx -> {
              tx.execute(items.insert(1, "again"));
              return tx.execute(items.insert(2, "never"))
                  .handle((rows, failure) -> behind.complete(kindOf(failure)));
            });
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(Await.get(behind)).isEqualTo(ErrorKind.TRANSACTION_ROLLED_BACK);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  /** The wrong number of rows is no failure of the statement, but of what was expected of it. */
  @Test
  void aMissingRowFailsTheCallAndTheTransactionIfNotHandled(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.NO_ROW,
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> tx.fetchSingle(items.labelOf(99)))));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  private static void dooms(
      Fixture fixture, Database db, Function<Transaction, CompletableFuture<?>> failing) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> failing.apply(tx))
                    .handle((rows, failure) -> "handled")));
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  /** Rendering is the caller's thread: what is thrown there must not come out there. */
  @Test
  void aConverterThatThrowsOnTheWayInFailsTheFutureAndDoomsTheTransaction(
      Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    IllegalStateException mine = new IllegalStateException("cannot convert");
    Field<Integer> converting =
        items.amount.convert(
            Integer.class,
            stored -> stored,
            value -> {
              throw mine;
            });
    Query query = items.relabel(1, "never");
    Query failing = update(items.table).set(items.label, "never").where(converting.eq(1));
    assertThat(Await.failure(ErrorKind.ILLEGAL_VALUE, db.execute(failing))).hasRootCause(mine);
    assertThat(Await.failure(ErrorKind.ILLEGAL_VALUE, db.batch(List.of(query, failing))))
        .hasRootCause(mine);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.execute(query)
                    .thenCompose(rows -> tx.execute(failing))
                    .handle((rows, failure) -> "handled")));
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("item 1");
  }
}
