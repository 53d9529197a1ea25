package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** A small table of a test's own: {@code id} (key), {@code label} (may be null), {@code amount}. */
final class Items {

  final String tableName;
  final Table<Record> table;
  final Field<Integer> id;
  final Field<String> label;
  final Field<Integer> amount;

  private Items(String tableName) {
    this.tableName = tableName;
    this.table = table(name(tableName));
    this.id = field(name(tableName, "id"), SQLDataType.INTEGER);
    this.label = field(name(tableName, "label"), SQLDataType.VARCHAR);
    this.amount = field(name(tableName, "amount"), SQLDataType.INTEGER);
  }

  /** Creates the table on that database, under a name of its own. */
  static Items create(Fixture fixture, Database db) {
    Items items = new Items(fixture.name("items"));
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(items.tableName))
                        .column("id", types.int32().notNull())
                        .column("label", types.text(100))
                        .column("amount", types.int32().notNull())
                        .constraints(primaryKey(name("id"))))));
    return items;
  }

  /** Creates the table with rows 1 to {@code rows}, labelled {@code item 1} and so on, amount 0. */
  static Items create(Fixture fixture, Database db, int rows) {
    Items items = create(fixture, db);
    List<Query> inserts = new ArrayList<>();
    for (int i = 1; i <= rows; i++) {
      inserts.add(items.insert(i, "item " + i));
    }
    Await.get(db.batch(inserts));
    return items;
  }

  Query insert(int newId, String newLabel) {
    return insertInto(table).columns(id, label, amount).values(newId, newLabel, 0);
  }

  Query insertUnlessThere(int newId) {
    return insertInto(table).columns(id, amount).values(newId, 0).onConflict(id).doNothing();
  }

  /** Adds one to a row's amount. */
  Query increment(int ofId) {
    return update(table).set(amount, amount.plus(1)).where(id.eq(ofId));
  }

  Query relabel(int ofId, String newLabel) {
    return update(table).set(label, newLabel).where(id.eq(ofId));
  }

  Query delete(int ofId) {
    return deleteFrom(table).where(id.eq(ofId));
  }

  ResultQuery<Record1<String>> labelOf(int ofId) {
    return select(label).from(table).where(id.eq(ofId));
  }

  ResultQuery<Record1<Integer>> amountOf(int ofId) {
    return select(amount).from(table).where(id.eq(ofId));
  }

  ResultQuery<Record1<Integer>> counting() {
    return select(count()).from(table);
  }

  int countOn(QueryExecutor executor) {
    return Await.get(executor.fetchSingle(counting())).value1();
  }

  List<Integer> idsOn(QueryExecutor executor) {
    return Await.get(executor.fetch(select(id).from(table).orderBy(id))).getValues(id);
  }
}
