package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.upper;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.contract.Orders.Grams;
import dev.switchback.conformance.contract.Orders.OrderRecord;
import dev.switchback.conformance.contract.Orders.State;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Result;
import org.junit.jupiter.api.Test;

/** Writing through generated tables and records, and what RETURNING makes of their types. */
@Conformance
final class GeneratedTableContract {

  private static final Instant NOON = Instant.parse("2024-02-29T12:00:00.123456789Z");
  private static final UUID REFERENCE = UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6");

  /** A record with a value of every type. */
  private static OrderRecord full(Orders orders, String number) {
    OrderRecord row = orders.row(number);
    row.set(orders.state, State.PAID);
    row.set(orders.total, new BigDecimal("1234567890.125"));
    row.set(orders.placed, NOON);
    row.set(orders.reference, REFERENCE);
    row.set(orders.details, JSON.json("[1,2]"));
    row.set(orders.weight, new Grams(250));
    row.set(orders.copies, 3);
    return row;
  }

  /** As it comes back: rounded and cut off as the portable rules say. */
  private static void assertFull(Orders orders, Record row, String number) {
    assertThat(row.get(orders.id)).isPositive();
    assertThat(row.get(orders.number)).isEqualTo(number);
    assertThat(row.get(orders.state)).isEqualTo(State.PAID);
    assertThat(row.get(orders.total)).isEqualTo(new BigDecimal("1234567890.13"));
    assertThat(row.get(orders.placed)).isEqualTo(Instant.parse("2024-02-29T12:00:00.123456Z"));
    assertThat(row.get(orders.reference)).isEqualTo(REFERENCE);
    assertThat(row.get(orders.details).data().replace(" ", "")).isEqualTo("[1,2]");
    assertThat(row.get(orders.weight)).isEqualTo(new Grams(250));
    assertThat(row.get(orders.copies)).isEqualTo(3);
  }

  @Test
  @Behaviour({206, 209, 217})
  void aRecordIsInsertedAndComesBackWhole(Database db) {
    Orders orders = Orders.create(db);
    OrderRecord written =
        Await.get(db.fetchSingle(insertInto(orders).set(full(orders, "full")).returning()));
    assertFull(orders, written, "full");
    assertFull(orders, orders.stored(db, "full"), "full");
  }

  @Test
  @Behaviour(209)
  void whatComesBackIsDetachedAndUnchanged(Database db) {
    Orders orders = Orders.create(db);
    OrderRecord written =
        Await.get(db.fetchSingle(insertInto(orders).set(orders.row("a")).returning()));
    assertThat(written.configuration()).isNull();
    assertThat(written.changed()).isFalse();
    assertThat(written.original(orders.number)).isEqualTo("a");
    assertThat(written.get(orders.state)).isEqualTo(State.NEW);
    assertThat(written.get(orders.copies)).isEqualTo(1);
    assertThat(written.get(orders.weight)).isNull();
    // Its key makes it fit to be written again.
    written.set(orders.copies, 9);
    Await.get(db.execute(update(orders).set(written).where(orders.id.eq(written.get(orders.id)))));
    assertThat(orders.stored(db, "a").get(orders.copies)).isEqualTo(9);
  }

  /** A column that no record sets has its default; one that some set is null in the others. */
  @Test
  @Behaviour({207, 217})
  void severalRecordsAreInsertedInTheirOrder(Database db) {
    Orders orders = Orders.create(db);
    Result<OrderRecord> written =
        Await.get(
            db.fetch(
                insertInto(orders)
                    .set(orders.row("c"), orders.row("a"), orders.row("b"))
                    .returning()));
    assertThat(written.getValues(orders.number)).containsExactly("c", "a", "b");
    assertThat(written.getValues(orders.copies)).containsExactly(1, 1, 1);
    OrderRecord weighed = orders.row("weighed");
    weighed.set(orders.weight, new Grams(7));
    assertThat(
            Await.get(
                    db.fetch(
                        insertInto(orders)
                            .set(orders.row("not"), weighed)
                            .returning(orders.weight)))
                .getValues(orders.weight))
        .containsExactly(null, new Grams(7));
  }

  @Test
  @Behaviour(207)
  void valuesOfRecords(Database db) {
    Orders orders = Orders.create(db);
    List<OrderRecord> rows = List.of(full(orders, "y"), full(orders, "x"));
    Result<? extends Record> written =
        Await.get(
            db.fetch(
                insertInto(orders)
                    .columns(orders.number, orders.state, orders.weight)
                    .valuesOfRecords(
                        rows.stream()
                            .map(row -> row.into(orders.number, orders.state, orders.weight))
                            .toList())
                    .returningResult(orders.number, orders.weight, orders.total)));
    assertThat(written.getValues(orders.number)).containsExactly("y", "x");
    assertThat(written.getValues(orders.weight)).containsOnly(new Grams(250));
    assertThat(written.getValues(orders.total)).containsOnlyNulls();
  }

  @Test
  @Behaviour(210)
  void everyTypeThroughUpdateAndDelete(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(orders.insert("u")));
    OrderRecord changes = full(orders, "u");
    OrderRecord updated =
        Await.get(
            db.fetchSingle(update(orders).set(changes).where(orders.number.eq("u")).returning()));
    assertFull(orders, updated, "u");
    OrderRecord deleted =
        Await.get(
            db.fetchSingle(deleteFrom(orders).where(orders.weight.eq(new Grams(250))).returning()));
    assertFull(orders, deleted, "u");
    assertThat(orders.numbersOn(db)).isEmpty();
  }

  @Test
  @Behaviour({219, 224})
  void everyTypeThroughAnUpsert(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(orders.insert("s")));
    OrderRecord written =
        Await.get(
            db.fetchSingle(
                insertInto(orders)
                    .set(full(orders, "s"))
                    .onConflict(orders.number)
                    .doUpdate()
                    .set(orders.state, excluded(orders.state))
                    .set(orders.total, excluded(orders.total))
                    .set(orders.placed, excluded(orders.placed))
                    .set(orders.reference, excluded(orders.reference))
                    .set(orders.details, excluded(orders.details))
                    .set(orders.weight, excluded(orders.weight))
                    .set(orders.copies, orders.copies.plus(2))
                    .returning()));
    assertFull(orders, written, "s");
    assertThat(orders.numbersOn(db)).containsExactly("s");
  }

  @Test
  @Behaviour(209)
  void someFields(Database db) {
    Orders orders = Orders.create(db);
    OrderRecord some =
        Await.get(db.fetchSingle(orders.insert("a").returning(orders.weight, orders.number)));
    assertThat(some.get(orders.number)).isEqualTo("a");
    assertThat(some.get(orders.id)).isNull();
    Result<OrderRecord> one = Await.get(db.fetch(orders.insert("b").returning(orders.number)));
    assertThat(one.getValues(orders.number)).containsExactly("b");
    assertThat(one.getValues(orders.id)).containsOnlyNulls();
    Record4<State, String, String, Integer> result =
        Await.get(
            db.fetchSingle(
                update(orders)
                    .set(orders.copies, 5)
                    .where(orders.number.eq("a"))
                    .returningResult(
                        orders.state,
                        upper(orders.number).concat(val("!")),
                        when(orders.copies.gt(4), "many").otherwise("few"),
                        orders.copies.times(10).as("tens"))));
    assertThat(result.value1()).isEqualTo(State.NEW);
    assertThat(result.value2()).isEqualTo("A!");
    assertThat(result.value3()).isEqualTo("many");
    assertThat(result.get("tens")).isEqualTo(50);
  }

  /** The table's columns stand in another order than the fields. */
  @Test
  @Behaviour(209)
  void anAsteriskIsReadByTheFields(Database db) {
    Orders orders = Orders.create(db);
    Record one = Await.get(db.fetchSingle(orders.insert("a").returningResult(asterisk())));
    assertThat(one.get(orders.number)).isEqualTo("a");
    assertThat(one.get(orders.copies)).isEqualTo(1);
    Record two =
        Await.get(
            db.fetchSingle(
                update(orders)
                    .set(orders.copies, 2)
                    .returningResult(orders.asterisk(), orders.copies.plus(1).as("more"))));
    assertThat(two.get(orders.number)).isEqualTo("a");
    assertThat(two.get(orders.state)).isEqualTo(State.NEW);
    assertThat(two.get("more")).isEqualTo(3);
  }

  /** A plain table knows no fields: what comes back is read by what the database says of it. */
  @Test
  @Behaviour(209)
  void aTableWithoutFieldsReturnsItsColumns(Database db) {
    Orders orders = Orders.create(db);
    var plain = table(orders.getQualifiedName());
    Field<String> number = orders.number;
    Result<Record> inserted =
        Await.get(db.fetch(insertInto(plain).columns(number).values("a").values("b").returning()));
    assertThat(inserted.getValues("number", String.class)).containsExactly("a", "b");
    assertThat(inserted.getValues("copies", Integer.class)).containsExactly(1, 1);
    Result<Record> updated =
        Await.get(db.fetch(update(plain).set(orders.copies, 7).where(noCondition()).returning()));
    assertThat(updated.getValues("copies", Integer.class)).containsExactly(7, 7);
    Result<Record> deleted =
        Await.get(db.fetch(deleteFrom(plain).where(number.eq("b")).returning(asterisk())));
    assertThat(deleted.getValues("number", String.class)).containsExactly("b");
    assertThat(deleted.getValues("reference", UUID.class)).containsOnlyNulls();
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.fetch(deleteFrom(plain).returningResult(asterisk(), number.as("again"))));
    assertThat(orders.numbersOn(db)).containsExactly("a");
  }

  @Test
  void aRowOfSeveralFieldsInOneIsRefusedBeforeAnythingIsDone(Database db) {
    Orders orders = Orders.create(db);
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.fetch(orders.insert("a").returningResult(row(orders.id, orders.number))));
    assertThat(orders.numbersOn(db)).isEmpty();
  }
}
