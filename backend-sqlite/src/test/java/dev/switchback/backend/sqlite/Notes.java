package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.QueryExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** A table with numbered rows. */
final class Notes {

  private static final Table<Record> NOTE = table(name("note"));
  private static final Table<Record> MORE = table(name("more"));
  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);

  private Notes() {}

  static void create(Database db) {
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(NOTE)
                        .column("id", db.schema().types().int32().notNull())
                        .constraints(primaryKey(name("id"))))));
  }

  /** A change of the schema: another table. */
  static CompletableFuture<?> createMore(Database db) {
    return db.schema().apply(List.of(createTable(MORE).column("x", db.schema().types().int32())));
  }

  static boolean moreExists(Database db) {
    return Await.get(db.schema().table("more")).isPresent();
  }

  static Query insert(int id) {
    return insertInto(NOTE).columns(ID).values(id);
  }

  static ResultQuery<Record1<Integer>> all() {
    return select(ID).from(NOTE).orderBy(ID);
  }

  static List<Integer> on(QueryExecutor executor) {
    return Await.get(executor.fetch(all())).getValues(ID);
  }
}
