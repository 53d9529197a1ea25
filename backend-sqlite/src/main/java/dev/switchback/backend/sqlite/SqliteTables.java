package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.val;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads what SQLite's own tables say of tables, views, indexes and columns. */
final class SqliteTables {

  private static final Field<String> TYPE = field("type", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> SQL = field("sql", SQLDataType.VARCHAR);
  private static final Field<Integer> POSITION = field("cid", SQLDataType.INTEGER);
  private static final Field<String> DECLARED = field("typ", SQLDataType.VARCHAR);
  private static final Field<Integer> NOT_NULL = field("nn", SQLDataType.INTEGER);
  private static final Field<String> DEFAULT = field("dflt", SQLDataType.VARCHAR);
  private static final Field<Integer> KEY = field("pk", SQLDataType.INTEGER);

  private static final String ENTRIES =
      "select type, name, tbl_name as tbl, sql from sqlite_master"
          + " where sql is not null and name not like 'sqlite!_%' escape '!' order by name";

  private static final String COLUMNS =
      "select m.name as tbl, c.cid as cid, c.name as name, c.type as typ,"
          + " c.\"notnull\" as nn, c.dflt_value as dflt, c.pk as pk"
          + " from sqlite_master m, pragma_table_xinfo(m.name) c"
          + " where m.type in ('table', 'view') and c.hidden <> 1";

  private static final String OF_PLAIN_TABLES =
      " and m.type = 'table' and m.sql not like 'create virtual %' order by m.name, c.cid";

  private static final String OF_ONE = " and m.name = {0} order by c.cid";

  /** What SQLite answers when a view or trigger leads to what is gone. */
  static final Set<ErrorKind> BROKEN =
      Set.of(ErrorKind.NO_SUCH_TABLE, ErrorKind.NO_SUCH_COLUMN, ErrorKind.SYNTAX, ErrorKind.OTHER);

  private SqliteTables() {}

  /** A table, view, index or trigger, and the SQL that made it. */
  record Entry(String type, String name, String table, String sql) {

    boolean is(String wanted) {
      return type.equals(wanted);
    }

    /** SQLite cannot tell the columns of one that leads to what is gone. */
    boolean canBeBroken() {
      return is("view") || (is("table") && isVirtual());
    }

    boolean isVirtual() {
      return sql.toLowerCase(Locale.ROOT).startsWith("create virtual ");
    }
  }

  /** A column of a table or view; {@code key} is its place in the primary key, or 0. */
  record Column(
      String table,
      int position,
      String name,
      String declared,
      boolean notNull,
      @Nullable String defaultValue,
      int key) {}

  static CompletableFuture<List<TableInfo>> read(QueryExecutor executor) {
    return executor
        .fetch(resultQuery(ENTRIES).coerce(TYPE, NAME, TABLE, SQL))
        .thenApply(
            rows ->
                rows.map(row -> new Entry(row.value1(), row.value2(), row.value3(), row.value4())))
        .thenCompose(
            entries ->
                columns(executor, entries)
                    .thenApply(columns -> new SqliteDescription(entries, columns).tables()));
  }

  private static CompletableFuture<List<Column>> columns(
      QueryExecutor executor, List<Entry> entries) {
    CompletableFuture<List<Column>> all = fetch(executor, resultQuery(COLUMNS + OF_PLAIN_TABLES));
    for (Entry entry : entries) {
      if (entry.canBeBroken()) {
        all =
            all.thenCompose(
                columns ->
                    columnsOf(executor, entry.name())
                        .thenApply(
                            more -> {
                              List<Column> both = new ArrayList<>(columns);
                              both.addAll(more);
                              return both;
                            }));
      }
    }
    return all;
  }

  /** None if it is broken: that must not hide the other tables. */
  private static CompletableFuture<List<Column>> columnsOf(QueryExecutor executor, String name) {
    ResultQuery<Record> query = resultQuery(COLUMNS + OF_ONE, val(name));
    CompletableFuture<List<Column>> columns =
        executor instanceof Transaction transaction
            ? transaction.savepoint(inner -> fetch(inner, query))
            : fetch(executor, query);
    return columns.exceptionally(
        failure -> {
          DatabaseException known = DatabaseException.of(failure);
          if (BROKEN.contains(known.kind())) {
            return List.of();
          }
          throw known;
        });
  }

  private static CompletableFuture<List<Column>> fetch(
      QueryExecutor executor, ResultQuery<Record> query) {
    return executor
        .fetch(query.coerce(TABLE, POSITION, NAME, DECLARED, NOT_NULL, DEFAULT, KEY))
        .thenApply(rows -> rows.map(SqliteTables::column));
  }

  private static Column column(Record row) {
    return new Column(
        row.get(TABLE),
        row.get(POSITION) + 1,
        row.get(NAME),
        row.get(DECLARED),
        row.get(NOT_NULL) != 0,
        row.get(DEFAULT),
        row.get(KEY));
  }
}
