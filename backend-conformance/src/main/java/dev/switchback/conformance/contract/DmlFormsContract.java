package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.defaultValue;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.with;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Requires;
import dev.switchback.conformance.contract.Orders.OrderRecord;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** The less common forms of INSERT, UPDATE and DELETE: the same rows and counts everywhere. */
@Conformance
final class DmlFormsContract {

  /** Orders a, b and c of 1, 2 and 3 copies, and a queue with tracks a and b at 10 and 20. */
  private static Orders filled(Database db) {
    Orders orders = Orders.create(db);
    Queue queue = Queue.create(db);
    Await.get(
        db.batch(
            List.of(
                insertInto(orders)
                    .columns(orders.number, orders.copies)
                    .values("a", 1)
                    .values("b", 2)
                    .values("c", 3),
                insertInto(queue)
                    .columns(queue.position, queue.track)
                    .values(10, "a")
                    .values(20, "b"))));
    return orders;
  }

  private static List<Integer> copies(Database db, Orders orders) {
    return Await.get(db.fetch(select(orders.copies).from(orders).orderBy(orders.number)))
        .getValues(orders.copies);
  }

  @Test
  @Behaviour({87, 210})
  void updateFrom(Database db) {
    Orders orders = filled(db);
    Queue queue = Queue.QUEUE;
    var update =
        update(orders)
            .set(orders.copies, orders.copies.plus(queue.position))
            .from(queue)
            .where(queue.track.eq(orders.number));
    assertThat(Await.get(db.execute(update))).isEqualTo(2);
    assertThat(copies(db, orders)).containsExactly(11, 22, 3);
    assertThat(Await.get(db.fetch(update.returning())).getValues(orders.copies))
        .containsExactlyInAnyOrder(21, 42);
  }

  @Test
  @Behaviour({87, 210})
  void deleteUsing(Database db) {
    Orders orders = filled(db);
    Queue queue = Queue.QUEUE;
    assertThat(
            Await.get(
                db.execute(
                    deleteFrom(orders)
                        .using(queue)
                        .where(queue.track.eq(orders.number).and(queue.position.gt(10))))))
        .isEqualTo(1);
    assertThat(orders.numbersOn(db)).containsExactly("a", "c");
    assertThat(
            Await.get(
                    db.fetch(
                        deleteFrom(orders)
                            .using(queue)
                            .where(queue.track.eq(orders.number))
                            .returning()))
                .getValues(orders.number))
        .containsExactly("a");
    assertThat(Await.get(db.execute(deleteFrom(orders).using(queue)))).isEqualTo(1);
    assertThat(orders.numbersOn(db)).isEmpty();
  }

  @Test
  @Behaviour({87, 213})
  void withBeforeAWrite(Database db) {
    Orders orders = filled(db);
    Queue queue = Queue.QUEUE;
    Table<?> late = table(name("late"));
    Field<String> track = field(name("late", "track"), SQLDataType.VARCHAR);
    var named = with("late").as(select(queue.track).from(queue).where(queue.position.gt(val(10))));
    assertThat(
            Await.get(
                db.execute(
                    named
                        .insertInto(orders)
                        .columns(orders.number)
                        .select(select(track.concat("!")).from(late)))))
        .isEqualTo(1);
    assertThat(
            Await.get(
                    db.fetchSingle(
                        with("late")
                            .as(select(queue.track).from(queue).where(queue.position.gt(10)))
                            .update(orders)
                            .set(orders.copies, 50)
                            .where(orders.number.in(select(track).from(late)))
                            .returning()))
                .get(orders.number))
        .isEqualTo("b");
    assertThat(
            Await.get(
                db.execute(
                    with("late")
                        .as(select(max(queue.track).as("track")).from(queue))
                        .delete(orders)
                        .where(orders.number.eq(select(track).from(late))))))
        .isEqualTo(1);
    assertThat(orders.numbersOn(db)).containsExactly("a", "c", "b!");
  }

  @Test
  @Behaviour({87, 210})
  void theFirstRowsOfAnOrder(Database db) {
    Orders orders = filled(db);
    assertThat(
            Await.get(
                db.execute(
                    update(orders).set(orders.copies, 9).orderBy(orders.number.desc()).limit(2))))
        .isEqualTo(2);
    assertThat(copies(db, orders)).containsExactly(1, 9, 9);
    assertThat(
            Await.get(
                    db.fetchSingle(
                        deleteFrom(orders).orderBy(orders.number.asc()).limit(1).returning()))
                .get(orders.number))
        .isEqualTo("a");
    // A table of which no key is known.
    Table<Record> plain = table(orders.getQualifiedName());
    assertThat(
            Await.get(
                    db.fetchSingle(
                        deleteFrom(plain)
                            .orderBy(field(name("number")).desc())
                            .limit(1)
                            .returning()))
                .get("number"))
        .isEqualTo("c");
    assertThat(orders.numbersOn(db)).containsExactly("b");
  }

  /** A column that is given its default in every row is left to the database. */
  @Test
  @Behaviour({209, 212, 217})
  void defaultAmongTheValues(Database db) {
    Orders orders = filled(db);
    Table<Record> plain = table(orders.getQualifiedName());
    Field<String> number = field(name("number"), SQLDataType.VARCHAR);
    Field<Integer> copies = field(name("copies"), SQLDataType.INTEGER);
    Field<String> state = field(name("state"), SQLDataType.VARCHAR);
    Record2<Integer, String> row =
        Await.get(
            db.fetchSingle(
                insertInto(plain)
                    .columns(copies, number, state)
                    .values(defaultValue(copies), val("d"), defaultValue(state))
                    .returningResult(copies, state)));
    assertThat(row.value1()).isEqualTo(1);
    assertThat(row.value2()).isEqualTo("NEW");
    assertThat(
            Await.get(
                    db.fetch(
                        insertInto(plain)
                            .columns(number, copies)
                            .values(val("e"), defaultValue(copies))
                            .values(val("f"), defaultValue(copies))
                            .returningResult(copies)))
                .getValues(copies))
        .containsExactly(1, 1);
    // Of a generated table the default is known.
    assertThat(
            Await.get(
                    db.fetch(
                        insertInto(orders)
                            .columns(orders.number, orders.copies)
                            .values(val("g"), defaultValue(orders.copies))
                            .values(val("h"), val(8))
                            .returning()))
                .getValues(orders.copies))
        .containsExactly(1, 8);
    assertThat(
            Await.get(
                db.execute(
                    update(orders)
                        .set(orders.copies, defaultValue(orders.copies))
                        .where(orders.number.eq("h")))))
        .isEqualTo(1);
    assertThat(orders.stored(db, "h").get(orders.copies)).isEqualTo(1);
  }

  /** Where the database has no such word and jOOQ does not know the value, null is no answer. */
  @Test
  @Behaviour(209)
  void aDefaultIsNeverNullInstead(Database db) {
    Orders orders = filled(db);
    Table<Record> plain = table(orders.getQualifiedName());
    Field<String> number = field(name("number"), SQLDataType.VARCHAR);
    Field<Integer> copies = field(name("copies"), SQLDataType.INTEGER);
    writtenOrRefused(
        db,
        insertInto(plain)
            .columns(number, copies)
            .values(val("x"), defaultValue(copies))
            .values(val("y"), val(7)));
    writtenOrRefused(db, update(plain).set(copies, defaultValue(copies)).where(number.eq("b")));
    writtenOrRefused(
        db,
        insertInto(plain)
            .columns(number, copies)
            .values("c", 6)
            .onConflict(number)
            .doUpdate()
            .set(copies, defaultValue(copies)));
    assertThat(Await.get(db.fetch(selectFrom(orders).where(orders.copies.isNull())))).isEmpty();
  }

  private static void writtenOrRefused(Database db, Query query) {
    Object end = Await.get(db.execute(query).handle((count, failure) -> failure));
    if (end != null) {
      assertThat(Await.failure(ErrorKind.UNSUPPORTED, db.execute(query)).outcome())
          .isEqualTo(Outcome.NOT_EXECUTED);
    }
  }

  /**
   * No rows to insert, no column to set: nothing is done, as jOOQ has it, and not a default row.
   */
  @Test
  @Behaviour({90, 212})
  void nothingToWrite(Database db) {
    Orders orders = filled(db);
    var none =
        insertInto(orders)
            .columns(orders.number, orders.copies)
            .valuesOfRecords(List.<Record2<String, Integer>>of());
    assertThat(Await.get(db.execute(none))).isZero();
    assertThat(Await.get(db.execute(insertInto(orders).set(List.<OrderRecord>of())))).isZero();
    Query same = update(orders).set(Map.of()).where(orders.number.eq("a"));
    assertThat(Await.get(db.execute(same))).isZero();
    assertThat(
            Await.get(db.batch(List.of(none, orders.insert("d"), same, none, orders.insert("e")))))
        .containsExactly(0, 1, 0, 0, 1);
    assertThat(Await.get(db.batch(List.of(none, none)))).containsExactly(0, 0);
    ResultQuery<OrderRecord> returning = none.returning();
    assertThat(Await.get(db.fetch(returning)).fields()).contains(orders.number);
    assertThat(Await.get(db.fetch(returning))).isEmpty();
    assertThat(Await.get(db.fetchOptional(returning))).isEmpty();
    Await.failure(ErrorKind.NO_ROW, db.fetchSingle(returning));
    assertThat(
            Await.<Integer>get(
                db.transaction(tx -> tx.fetch(returning).thenCompose(rows -> tx.execute(same)))))
        .isZero();
    assertThat(orders.numbersOn(db)).containsExactly("a", "b", "c", "d", "e");
  }

  private static ResultQuery<Record> movesOn(Orders orders) {
    return with("gone")
        .as(deleteFrom(orders).where(orders.number.eq("a")).returning(orders.number))
        .select()
        .from(table(name("gone")));
  }

  @Test
  @Behaviour(210)
  @Requires(Capability.MODIFYING_WITH)
  void aWriteInsideWith(Database db) {
    Orders orders = filled(db);
    Queue queue = Queue.QUEUE;
    Await.failure(
        ErrorKind.READ_ONLY, db.with(QueryOptions.defaults().read()).fetch(movesOn(orders)));
    assertThat(Await.get(db.fetch(movesOn(orders)))).hasSize(1);
    assertThat(orders.numbersOn(db)).containsExactly("b", "c");
    // Its rows are too many: what it did is undone.
    Await.failure(
        ErrorKind.TOO_MANY_ROWS,
        db.fetchSingle(
            with("gone")
                .as(deleteFrom(orders).returning(orders.number))
                .select()
                .from(table(name("gone")))));
    Query archive =
        with("gone")
            .as(deleteFrom(orders).where(orders.number.eq("c")).returning(orders.copies))
            .insertInto(queue)
            .columns(queue.position)
            .select(
                select(field(name("gone", "copies"), SQLDataType.INTEGER))
                    .from(table(name("gone"))));
    assertThat(Await.get(db.execute(archive))).isEqualTo(1);
    assertThat(orders.numbersOn(db)).containsExactly("b");
    assertThat(Await.get(db.fetchSingle(selectFrom(queue).where(queue.position.eq(3)))))
        .isNotNull();
  }

  @Test
  @Requires(absent = Capability.MODIFYING_WITH)
  void aWriteInsideWithIsRefused(Database db) {
    Orders orders = filled(db);
    assertThat(Await.failure(ErrorKind.UNSUPPORTED, db.fetch(movesOn(orders))).outcome())
        .isEqualTo(Outcome.NOT_EXECUTED);
    assertThat(orders.numbersOn(db)).containsExactly("a", "b", "c");
  }

  /** Of plain SQL, too, what writes is a write: it may not be issued as a read. */
  @Test
  @Behaviour(210)
  void plainSqlThatWrites(Database db) {
    Orders orders = filled(db);
    ResultQuery<Record> delete =
        resultQuery("delete from {0} where number = {1} returning copies", orders, val("b"));
    Await.failure(ErrorKind.READ_ONLY, db.with(QueryOptions.defaults().read()).fetch(delete));
    assertThat(Await.get(db.fetchSingle(delete)).get(0)).isEqualTo(2);
    assertThat(orders.numbersOn(db)).containsExactly("a", "c");
  }
}
