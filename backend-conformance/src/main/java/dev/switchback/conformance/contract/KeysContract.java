package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.foreignKey;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Primary keys of every kind, as they are written, returned, hit and violated. */
@Conformance
final class KeysContract {

  private static final Field<Integer> VALUE = field(name("value"), SQLDataType.INTEGER);

  /** A table with a key of one column and an integer beside it. */
  private static Table<Record> keyed(Fixture fixture, Database db, DataType<?> type) {
    String tableName = fixture.name("keyed");
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(tableName))
                        .column("id", type.notNull())
                        .column("value", db.schema().types().int32().notNull())
                        .constraints(primaryKey(name("id"))))));
    return table(name(tableName));
  }

  /** Every one of the keys is inserted, returned, refused again, upserted, updated and deleted. */
  @SafeVarargs
  private static <T> void worksAsKey(Database db, Table<Record> keyed, Field<T> id, T... keys) {
    var insert = insertInto(keyed).columns(id, VALUE);
    for (int i = 0; i < keys.length; i++) {
      insert = insert.values(keys[i], i);
    }
    Result<Record2<T, Integer>> rows = Await.get(db.fetch(insert.returningResult(id, VALUE)));
    assertThat(rows.getValues(id)).containsExactly(keys);
    for (int i = 0; i < keys.length; i++) {
      var again = insertInto(keyed).columns(id, VALUE).values(keys[i], 100 + i);
      Await.failure(ErrorKind.UNIQUE, db.execute(again));
      Record2<T, Integer> upserted =
          Await.get(
              db.fetchSingle(
                  again
                      .onConflict(id)
                      .doUpdate()
                      .set(VALUE, excluded(VALUE))
                      .returningResult(id, VALUE)));
      assertThat(upserted.value1()).isEqualTo(keys[i]);
      assertThat(upserted.value2()).isEqualTo(100 + i);
      Record2<T, Integer> updated =
          Await.get(
              db.fetchSingle(
                  update(keyed)
                      .set(VALUE, VALUE.plus(1))
                      .where(id.eq(keys[i]))
                      .returningResult(id, VALUE)));
      assertThat(updated.value1()).isEqualTo(keys[i]);
      assertThat(updated.value2()).isEqualTo(101 + i);
    }
    for (T key : keys) {
      assertThat(
              Await.get(db.fetchSingle(deleteFrom(keyed).where(id.eq(key)).returningResult(id)))
                  .value1())
          .isEqualTo(key);
    }
    assertThat(Await.get(db.fetch(select(VALUE).from(keyed)))).isEmpty();
  }

  @Test
  @Behaviour(215)
  void text(Fixture fixture, Database db) {
    Table<Record> keyed = keyed(fixture, db, db.schema().types().text(100));
    worksAsKey(
        db,
        keyed,
        field(name("id"), SQLDataType.VARCHAR),
        "b",
        "",
        " ",
        "B",
        "b ",
        "é",
        "e\u0301",
        "it's",
        "a\\'b",
        "?",
        "日本",
        "🎵",
        "tab\tline\n");
  }

  @Test
  @Behaviour(215)
  void uuids(Fixture fixture, Database db) {
    Table<Record> keyed = keyed(fixture, db, db.schema().types().uuid());
    worksAsKey(
        db,
        keyed,
        field(name("id"), SQLDataType.UUID),
        UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6"),
        new UUID(0, 0),
        new UUID(-1, -1),
        new UUID(0, -1));
  }

  @Test
  @Behaviour(216)
  void wholeNumbers(Fixture fixture, Database db) {
    Table<Record> keyed = keyed(fixture, db, db.schema().types().int64());
    worksAsKey(
        db,
        keyed,
        field(name("id"), SQLDataType.BIGINT),
        0L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1L,
        5_000_000_000L);
  }

  @Test
  @Behaviour(215)
  void severalColumns(Fixture fixture, Database db) {
    Types types = db.schema().types();
    String parentName = fixture.name("parent");
    String childName = fixture.name("child");
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(parentName))
                        .column("tenant", types.text(20).notNull())
                        .column("code", types.int32().notNull())
                        .column("value", types.int32())
                        .constraints(primaryKey(name("tenant"), name("code"))),
                    createTable(name(childName))
                        .column("id", types.int64().identity(true))
                        .column("tenant", types.text(20))
                        .column("code", types.int32())
                        .constraints(
                            constraint(name("pk_" + childName)).primaryKey("id"),
                            foreignKey(name("tenant"), name("code"))
                                .references(name(parentName), name("tenant"), name("code"))))));
    Table<Record> parent = table(name(parentName));
    Field<String> tenant = field(name("tenant"), SQLDataType.VARCHAR);
    Field<Integer> code = field(name("code"), SQLDataType.INTEGER);
    Result<? extends Record> written =
        Await.get(
            db.fetch(
                insertInto(parent)
                    .columns(tenant, code, VALUE)
                    .values("b", 1, 10)
                    .values("a", 2, 20)
                    .values("a", 1, 30)
                    .returningResult(tenant, code)));
    assertThat(written.getValues(tenant)).containsExactly("b", "a", "a");
    assertThat(written.getValues(code)).containsExactly(1, 2, 1);
    Query again = insertInto(parent).columns(tenant, code).values("a", 2);
    Await.failure(ErrorKind.UNIQUE, db.execute(again));
    Record upserted =
        Await.get(
            db.fetchSingle(
                insertInto(parent)
                    .columns(tenant, code, VALUE)
                    .values("a", 2, 7)
                    .onConflict(tenant, code)
                    .doUpdate()
                    .set(
                        VALUE,
                        field(name(parentName, "value"), VALUE.getDataType()).plus(excluded(VALUE)))
                    .returningResult(tenant, code, VALUE)));
    assertThat(upserted.intoArray()).containsExactly("a", 2, 27);
    assertThat(
            Await.get(
                    db.fetch(
                        deleteFrom(parent)
                            .where(row(tenant, code).in(row("a", 1), row("b", 1), row("b", 2)))
                            .returningResult(VALUE)))
                .getValues(VALUE))
        .containsExactlyInAnyOrder(10, 30);
    Table<Record> child = table(name(childName));
    assertThat(
            Await.get(
                db.execute(
                    insertInto(child).columns(tenant, code).values("a", 2).values("a", null))))
        .isEqualTo(2);
    Await.failure(
        ErrorKind.FOREIGN_KEY, db.execute(insertInto(child).columns(tenant, code).values("b", 1)));
  }

  @Test
  @Behaviour(206)
  void aNumberIsNotGivenAgain(Fixture fixture, Database db) {
    Orders orders = Orders.create(db);
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long id =
          Await.get(db.fetchSingle(orders.insert("n" + i).returning(orders.id))).get(orders.id);
      assertThat(seen).allMatch(earlier -> earlier < id);
      seen.add(id);
      Await.get(db.execute(deleteFrom(orders).where(orders.id.eq(id))));
    }
  }

  @Test
  @Behaviour({206, 214})
  void aNumberOfTheCallersOwnIsTaken(Fixture fixture, Database db) {
    Orders orders = Orders.create(db);
    Record row =
        Await.get(
            db.fetchSingle(
                insertInto(orders)
                    .columns(orders.id, orders.number)
                    .values(4_000_000_000L, "mine")
                    .returning(orders.id)));
    assertThat(row.get(orders.id)).isEqualTo(4_000_000_000L);
    Await.failure(
        ErrorKind.UNIQUE,
        db.execute(
            insertInto(orders).columns(orders.id, orders.number).values(4_000_000_000L, "other")));
    assertThat(orders.numbersOn(db)).containsExactly("mine");
  }

  @Test
  @Behaviour({206, 212})
  void aRowOfDefaultsOnly(Fixture fixture, Database db) {
    String tableName = fixture.name("defaults");
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(tableName))
                        .column("id", types.int64().identity(true))
                        .column("word", types.text(20).notNull().defaultValue("it's"))
                        .constraints(primaryKey(name("id"))))));
    Field<Long> id = field(name("id"), SQLDataType.BIGINT);
    Field<String> word = field(name("word"), SQLDataType.VARCHAR);
    Table<Record> table = table(name(tableName));
    Record one =
        Await.get(db.fetchSingle(insertInto(table).defaultValues().returningResult(id, word)));
    assertThat(one.get(word)).isEqualTo("it's");
    assertThat(Await.get(db.execute(insertInto(table).defaultValues()))).isEqualTo(1);
    assertThat(Await.get(db.fetch(select(id).from(table))).getValues(id))
        .hasSize(2)
        .contains(one.get(id));
  }

  /** The DDL is the same for both databases, and jOOQ's model has no words for it. */
  @Test
  @Behaviour({209, 217})
  void computedColumns(Fixture fixture, Database db) {
    String tableName = fixture.name("computed");
    Await.get(
        db.execute(
            query(
                "create table {0} (id integer primary key,"
                    + " twice integer generated always as (id * 2) stored)",
                name(tableName))));
    Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
    Field<Integer> twice = field(name("twice"), SQLDataType.INTEGER);
    Table<Record> table = table(name(tableName));
    assertThat(
            Await.get(db.fetch(insertInto(table).columns(id).values(5).values(3).returning(twice)))
                .getValues(twice))
        .containsExactly(10, 6);
    assertThat(
            Await.get(
                    db.fetchSingle(update(table).set(id, 7).where(id.eq(3)).returningResult(twice)))
                .value1())
        .isEqualTo(14);
    assertThat(
            Await.get(db.fetch(DSL.deleteFrom(table).where(twice.eq(14)).returning(id)))
                .getValues(id))
        .containsExactly(7);
  }
}
