package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.contract.Orders.OrderRecord;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.util.List;
import org.jooq.InsertValuesStep1;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.junit.jupiter.api.Test;

/** How many rows RETURNING may answer, and what is left behind if they were too many or none. */
@Conformance
final class ReturningOutcomeContract {

  private static InsertValuesStep1<OrderRecord, String> two(Orders orders) {
    return insertInto(orders).columns(orders.number).values("x").values("y");
  }

  /** More than one row came of it: it is undone. */
  private static void tooMany(Database db, ResultQuery<? extends Record> query) {
    assertThat(Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchSingle(query)).outcome())
        .as("single: %s", query)
        .isEqualTo(Outcome.ROLLED_BACK);
    assertThat(Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchOptional(query)).outcome())
        .as("optional: %s", query)
        .isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  @Behaviour({90, 207})
  void writingMoreRowsThanExpectedIsUndone(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(insertInto(orders).columns(orders.number).values("a").values("b")));
    tooMany(db, two(orders).returning());
    tooMany(db, two(orders).onConflict(orders.number).doUpdate().set(orders.copies, 9).returning());
    tooMany(
        db,
        insertInto(orders)
            .columns(orders.number)
            .select(select(orders.number.concat("!")).from(orders))
            .returning());
    tooMany(db, update(orders).set(orders.copies, 9).returning());
    tooMany(db, deleteFrom(orders).returning());
    // Of plain SQL its first word tells that it writes.
    tooMany(db, resultQuery("insert into {0} (number) values ('x'), ('y') returning id", orders));
    tooMany(db, resultQuery(" /* all */ update {0} set copies = 9 returning id", orders));
    tooMany(db, resultQuery("delete from {0} returning id", orders));
    assertThat(orders.numbersOn(db)).containsExactly("a", "b");
    assertThat(orders.stored(db, "a").get(orders.copies)).isEqualTo(1);
  }

  @Test
  @Behaviour({90, 207})
  void allRowsOfItAreFine(Database db) {
    Orders orders = Orders.create(db);
    assertThat(Await.get(db.fetch(two(orders).returning()))).hasSize(2);
    assertThat(Await.get(db.fetch(resultQuery("delete from {0} returning id", orders)))).hasSize(2);
    assertThat(
            Await.get(
                    db.fetchSingle(
                        insertInto(orders)
                            .columns(orders.number)
                            .select(select(val("one")))
                            .returning()))
                .get(orders.number))
        .isEqualTo("one");
    assertThat(orders.numbersOn(db)).containsExactly("one");
  }

  /** What is not written is not returned, and there is nothing to be unsure of. */
  @Test
  @Behaviour({90, 220})
  void writingNoRow(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(orders.insert("a")));
    List<ResultQuery<? extends Record>> writeNothing =
        List.of(
            insertInto(orders)
                .columns(orders.number)
                .values("a")
                .onConflict(orders.number)
                .doNothing()
                .returning(),
            insertInto(orders)
                .columns(orders.number)
                .values("a")
                .onConflict(orders.number)
                .doUpdate()
                .set(orders.copies, 5)
                .where(orders.copies.gt(100))
                .returning(),
            update(orders).set(orders.copies, 5).where(orders.number.eq("z")).returning(),
            deleteFrom(orders).where(orders.number.eq("z")).returning(),
            resultQuery("delete from {0} where copies > 100 returning id", orders));
    for (ResultQuery<? extends Record> query : writeNothing) {
      assertThat(Await.get(db.fetch(query))).isEmpty();
      assertThat(Await.get(db.fetchOptional(query))).isEmpty();
      assertThat(Await.failure(ErrorKind.NO_ROW, db.fetchSingle(query)).outcome())
          .as("%s", query)
          .isEqualTo(Outcome.ROLLED_BACK);
    }
    assertThat(orders.stored(db, "a").get(orders.copies)).isEqualTo(1);
  }

  @Test
  @Behaviour({90, 103})
  void inATransactionItDoomsIt(Database db) {
    Orders orders = Orders.create(db);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.execute(orders.insert("a"))
                    .thenCompose(done -> tx.fetchSingle(two(orders).returning()))
                    .handle((row, failure) -> "handled")));
    assertThat(orders.numbersOn(db)).isEmpty();
    assertThat(
            Await.<String>get(
                db.transaction(
                    tx ->
                        tx.execute(orders.insert("a"))
                            .thenCompose(
                                done ->
                                    tx.savepoint(
                                            inner -> inner.fetchSingle(two(orders).returning()))
                                        .handle((row, failure) -> "handled")))))
        .isEqualTo("handled");
    assertThat(orders.numbersOn(db)).containsExactly("a");
  }

  /** jOOQ's steps change the object that they are called on: what was a statement returns rows. */
  @Test
  @Behaviour(89)
  void executeRefusesWhatReturnsRowsBeforeAnythingIsDone(Database db) {
    Orders orders = Orders.create(db);
    var insert = two(orders);
    var update = update(orders).set(orders.copies, 9).where(orders.number.eq("a"));
    var delete = deleteFrom(orders);
    insert.returning();
    update.returning(orders.id);
    delete.returning();
    for (var query : List.of(insert, update, delete)) {
      assertThat(Await.failure(ErrorKind.ILLEGAL_USE, db.execute(query)).outcome())
          .isEqualTo(Outcome.NOT_EXECUTED);
      assertThat(Await.failure(ErrorKind.ILLEGAL_USE, db.batch(List.of(two(orders), query))))
          .hasMessageContaining("Statement 1 of the batch");
    }
    assertThat(orders.numbersOn(db)).isEmpty();
  }
}
