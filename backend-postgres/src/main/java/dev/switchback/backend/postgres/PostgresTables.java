package dev.switchback.backend.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.backend.jdbc.TableRows;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads tables and columns of the current schema from PostgreSQL's catalog. */
final class PostgresTables {

  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("col", SQLDataType.VARCHAR);
  private static final Field<String> TYPE = field("typ", SQLDataType.VARCHAR);
  private static final Field<Boolean> NOT_NULL = field("nn", SQLDataType.BOOLEAN);
  private static final Field<Boolean> IDENTITY = field("ident", SQLDataType.BOOLEAN);
  private static final Field<String> DEFAULT = field("dflt", SQLDataType.VARCHAR);
  private static final Field<Integer> KEY = field("pk", SQLDataType.INTEGER);

  private static final String QUERY =
      """
      select t.relname as tbl, a.attname as col, format_type(a.atttypid, a.atttypmod) as typ,
             a.attnotnull as nn, a.attidentity <> '' as ident,
             pg_get_expr(d.adbin, d.adrelid) as dflt,
             array_position(k.indkey::int2[], a.attnum) as pk
      from pg_class t
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
      left join pg_index k on k.indrelid = t.oid and k.indisprimary
      where t.relkind in ('r', 'p')
      order by t.relname collate "C", a.attnum
      """;

  /** {@code character varying(20)}, {@code timestamp(6) with time zone}. */
  private static final Pattern DECLARED =
      Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(\\d+))?\\))?((?: with| without) time zone)?");

  private static final Map<String, ColumnKind> KINDS =
      Map.ofEntries(
          Map.entry("boolean", ColumnKind.BOOL),
          Map.entry("smallint", ColumnKind.INT16),
          Map.entry("integer", ColumnKind.INT32),
          Map.entry("bigint", ColumnKind.INT64),
          Map.entry("double precision", ColumnKind.FLOAT64),
          Map.entry("numeric", ColumnKind.DECIMAL),
          Map.entry("character varying", ColumnKind.TEXT),
          Map.entry("text", ColumnKind.LONG_TEXT),
          Map.entry("bytea", ColumnKind.BYTES),
          Map.entry("uuid", ColumnKind.UUID),
          Map.entry("timestamp with time zone", ColumnKind.INSTANT),
          Map.entry("timestamp without time zone", ColumnKind.DATE_TIME),
          Map.entry("date", ColumnKind.DATE),
          Map.entry("time without time zone", ColumnKind.TIME),
          Map.entry("jsonb", ColumnKind.JSON));

  private PostgresTables() {}

  static CompletableFuture<List<TableInfo>> read(QueryExecutor executor) {
    return executor
        .fetch(resultQuery(QUERY).coerce(TABLE, NAME, TYPE, NOT_NULL, IDENTITY, DEFAULT, KEY))
        .thenApply(rows -> TableRows.group(rows, TABLE, PostgresTables::table));
  }

  private static TableInfo table(String name, List<Record> rows) {
    Map<Integer, String> key = new TreeMap<>();
    List<ColumnInfo> columns = new ArrayList<>();
    for (Record row : rows) {
      columns.add(column(row, columns.size() + 1));
      if (row.get(KEY) != null) {
        key.put(row.get(KEY), row.get(NAME));
      }
    }
    return new TableInfo(name, columns, List.copyOf(key.values()));
  }

  private static ColumnInfo column(Record row, int position) {
    String declared = row.get(TYPE);
    Matcher matcher = DECLARED.matcher(declared);
    boolean known = matcher.matches();
    String zone = known && matcher.group(4) != null ? matcher.group(4) : "";
    ColumnKind kind =
        known ? KINDS.getOrDefault(matcher.group(1) + zone, ColumnKind.OTHER) : ColumnKind.OTHER;
    Integer first = known ? number(matcher.group(2)) : null;
    Integer second = known ? number(matcher.group(3)) : null;
    return new ColumnInfo(
        row.get(NAME),
        position,
        kind,
        declared,
        kind == ColumnKind.TEXT ? first : null,
        precision(kind, first),
        kind == ColumnKind.DECIMAL ? second : null,
        !row.get(NOT_NULL),
        row.get(IDENTITY),
        row.get(DEFAULT));
  }

  /** A time that says nothing has six digits. */
  private static @Nullable Integer precision(ColumnKind kind, @Nullable Integer declared) {
    return switch (kind) {
      case INSTANT, DATE_TIME, TIME -> declared == null ? Integer.valueOf(6) : declared;
      case DECIMAL -> declared;
      default -> null;
    };
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }
}
