package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.backend.jdbc.TableRows;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads tables and columns from SQLite's own tables. */
final class SqliteTables {

  private static final Field<String> TABLE = DSL.field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> SQL = DSL.field("ddl", SQLDataType.VARCHAR);
  private static final Field<Integer> POSITION = DSL.field("cid", SQLDataType.INTEGER);
  private static final Field<String> NAME = DSL.field("col", SQLDataType.VARCHAR);
  private static final Field<String> TYPE = DSL.field("typ", SQLDataType.VARCHAR);
  private static final Field<Integer> NOT_NULL = DSL.field("nn", SQLDataType.INTEGER);
  private static final Field<String> DEFAULT = DSL.field("dflt", SQLDataType.VARCHAR);
  private static final Field<Integer> KEY = DSL.field("pk", SQLDataType.INTEGER);

  private static final String QUERY =
      "select m.name as tbl, m.sql as ddl, c.cid as cid, c.name as col, c.type as typ,"
          + " c.\"notnull\" as nn, c.dflt_value as dflt, c.pk as pk"
          + " from sqlite_master m, pragma_table_info(m.name) c"
          + " where m.type = 'table' and m.name not like 'sqlite!_%' escape '!'"
          + " order by m.name, c.cid";

  /** {@code varchar(20)}, {@code decimal_text(10, 2)}. */
  private static final Pattern DECLARED =
      Pattern.compile("([^(]*?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

  private static final Map<String, ColumnKind> KINDS =
      Map.ofEntries(
          Map.entry("boolean", ColumnKind.BOOL),
          Map.entry("smallint", ColumnKind.INT16),
          Map.entry("int", ColumnKind.INT32),
          Map.entry("bigint", ColumnKind.INT64),
          Map.entry("int8", ColumnKind.INT64),
          Map.entry("integer", ColumnKind.INT64),
          Map.entry("double", ColumnKind.FLOAT64),
          Map.entry("real", ColumnKind.FLOAT64),
          Map.entry("decimal_text", ColumnKind.DECIMAL),
          Map.entry("varchar", ColumnKind.TEXT),
          Map.entry("text", ColumnKind.LONG_TEXT),
          Map.entry("blob", ColumnKind.BYTES),
          Map.entry("uuid_blob", ColumnKind.UUID),
          Map.entry("instant_text", ColumnKind.INSTANT),
          Map.entry("instant_text_0", ColumnKind.INSTANT),
          Map.entry("datetime_text", ColumnKind.DATE_TIME),
          Map.entry("datetime_text_0", ColumnKind.DATE_TIME),
          Map.entry("date_text", ColumnKind.DATE),
          Map.entry("time_text", ColumnKind.TIME),
          Map.entry("json_text", ColumnKind.JSON));

  private SqliteTables() {}

  static CompletableFuture<List<TableInfo>> read(QueryExecutor executor) {
    return executor
        .fetch(resultQuery(QUERY).coerce(TABLE, SQL, POSITION, NAME, TYPE, NOT_NULL, DEFAULT, KEY))
        .thenApply(rows -> TableRows.group(rows, TABLE, SqliteTables::table));
  }

  private static TableInfo table(String name, List<Record> rows) {
    Map<Integer, String> key = new TreeMap<>();
    for (Record row : rows) {
      if (row.get(KEY) > 0) {
        key.put(row.get(KEY), row.get(NAME));
      }
    }
    List<ColumnInfo> columns = rows.stream().map(row -> column(row, key.size() == 1)).toList();
    return new TableInfo(name, columns, List.copyOf(key.values()));
  }

  private static ColumnInfo column(Record row, boolean singleKey) {
    String declared = row.get(TYPE);
    Matcher matcher = DECLARED.matcher(declared.toLowerCase(Locale.ROOT));
    String base = matcher.matches() ? matcher.group(1) : declared;
    Integer first = matcher.matches() ? number(matcher.group(2)) : null;
    Integer second = matcher.matches() ? number(matcher.group(3)) : null;
    ColumnKind kind = KINDS.getOrDefault(base, ColumnKind.OTHER);
    boolean sized = kind == ColumnKind.TEXT || kind == ColumnKind.BYTES;
    boolean isKey = row.get(KEY) > 0;
    // An INTEGER PRIMARY KEY is the row's own number, never null, whatever is declared.
    boolean rowId = isKey && singleKey && base.equals("integer");
    return new ColumnInfo(
        row.get(NAME),
        row.get(POSITION) + 1,
        kind,
        declared,
        sized ? first : null,
        kind == ColumnKind.DECIMAL ? first : fraction(kind, base),
        kind == ColumnKind.DECIMAL ? second : null,
        row.get(NOT_NULL) == 0 && !rowId,
        rowId && row.get(SQL).toLowerCase(Locale.ROOT).contains("autoincrement"),
        row.get(DEFAULT));
  }

  private static @Nullable Integer fraction(ColumnKind kind, String base) {
    return switch (kind) {
      case INSTANT, DATE_TIME -> base.endsWith("_0") ? 0 : 6;
      case TIME -> 6;
      default -> null;
    };
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }

  static ColumnKind kind(String declared) {
    Matcher matcher = DECLARED.matcher(declared.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? KINDS.getOrDefault(matcher.group(1), ColumnKind.OTHER)
        : ColumnKind.OTHER;
  }
}
