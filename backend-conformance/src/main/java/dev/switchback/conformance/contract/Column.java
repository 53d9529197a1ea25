package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A table with one column of a portable type, read and written through a field of a plain jOOQ
 * type, as an application's generated code would.
 *
 * @param <T> the field's Java type
 */
final class Column<T> {

  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);

  private final Database db;
  private final Table<Record> table;
  final Field<T> value;

  private Column(Database db, Table<Record> table, Field<T> value) {
    this.db = db;
    this.table = table;
    this.value = value;
  }

  static <T> Column<T> create(
      Fixture fixture, Database db, DataType<?> stored, DataType<T> inQueries) {
    String tableName = fixture.name("typed");
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(tableName))
                        .column("id", db.schema().types().int32().notNull())
                        .column("value", stored)
                        .constraints(primaryKey(name("id"))))));
    return new Column<>(db, table(name(tableName)), field(name(tableName, "value"), inQueries));
  }

  /** The same column, seen as another Java type. */
  <U> Column<U> as(DataType<U> inQueries) {
    return new Column<>(db, table, field(value.getQualifiedName(), inQueries));
  }

  CompletableFuture<Integer> store(int id, @Nullable T stored) {
    return db.execute(insertInto(table).columns(ID, value).values(id, stored));
  }

  void put(int id, @Nullable T stored) {
    Await.get(store(id, stored));
  }

  T get(int id) {
    return Await.get(db.fetchSingle(select(value).from(table).where(ID.eq(id)))).value1();
  }

  /** The ids of the rows that meet the condition, in order. */
  List<Integer> where(Condition condition) {
    return Await.get(db.fetch(select(ID).from(table).where(condition).orderBy(ID))).getValues(ID);
  }

  /** The ids of all rows, ordered by the value. */
  List<Integer> sorted() {
    return Await.get(db.fetch(select(ID).from(table).orderBy(value.asc(), ID))).getValues(ID);
  }

  /** The future of reading one row: for reads that must fail. */
  CompletableFuture<?> reading(int id) {
    return db.fetchSingle(select(value).from(table).where(ID.eq(id)));
  }
}
