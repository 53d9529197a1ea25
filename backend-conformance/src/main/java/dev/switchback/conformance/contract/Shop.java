package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.TableInfo;
import dev.switchback.database.Types;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.ConstraintForeignKeyOnStep;
import org.jooq.DDLQuery;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Two tables whose schema changes: albums, and tracks that refer to them. */
final class Shop {

  static final Table<Record> ALBUM = table(name("album"));
  static final Table<Record> TRACK = table(name("track"));
  static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  static final Field<String> TITLE = field(name("title"), SQLDataType.VARCHAR);
  static final Field<Integer> PRICE = field(name("price"), SQLDataType.INTEGER);
  static final Field<Integer> ALBUM_ID = field(name("album_id"), SQLDataType.INTEGER);

  final Database db;
  final Types types;

  private Shop(Database db) {
    this.db = db;
    this.types = db.schema().types();
  }

  /** Albums 1 and 2, and one track of each, with a key that does nothing when an album goes. */
  static Shop open(Database db) {
    return open(db, key());
  }

  /** The key of a track to its album, with nothing said of what happens when that goes. */
  static ConstraintForeignKeyOnStep key() {
    return constraint(name("track_album")).foreignKey(ALBUM_ID).references(ALBUM, ID);
  }

  /** The same, but the track goes with its album. */
  static ConstraintForeignKeyOnStep cascadingKey() {
    return key().onDeleteCascade();
  }

  /** Albums 1 and 2, and one track of each: 11 and 12. */
  static Shop open(Database db, ConstraintForeignKeyOnStep key) {
    Shop shop = new Shop(db);
    shop.apply(
        createTable(ALBUM)
            .column("id", shop.types.int32())
            .column("title", shop.types.text(20).notNull())
            .column("price", shop.types.int32())
            .constraints(primaryKey(ID)),
        createTable(TRACK)
            .column("id", shop.types.int32())
            .column("title", shop.types.text(20).notNull())
            .column("album_id", shop.types.int32())
            .constraints(primaryKey(ID), key));
    Await.get(shop.album(1, "Pastel Blues", 100));
    Await.get(shop.album(2, "Wild Is the Wind", 200));
    Await.get(shop.track(11, "Sinnerman", 1));
    Await.get(shop.track(12, "Four Women", 2));
    return shop;
  }

  void apply(DDLQuery... statements) {
    Await.get(tryToApply(statements));
  }

  CompletableFuture<Void> tryToApply(DDLQuery... statements) {
    return db.schema().apply(List.of(statements));
  }

  CompletableFuture<Integer> album(int id, String title, Integer price) {
    return db.execute(insertInto(ALBUM).columns(ID, TITLE, PRICE).values(id, title, price));
  }

  CompletableFuture<Integer> track(int id, String title, Integer albumId) {
    return db.execute(insertInto(TRACK).columns(ID, TITLE, ALBUM_ID).values(id, title, albumId));
  }

  int run(Query statement) {
    return Await.get(db.execute(statement));
  }

  /** The values of a column, in the order of the ids. */
  <T> List<T> all(Table<?> table, Field<T> column) {
    return Await.get(db.fetch(select(column).from(table).orderBy(ID))).getValues(column);
  }

  TableInfo describe(Table<?> table) {
    return Await.get(db.schema().table(table.getName())).orElseThrow();
  }
}
