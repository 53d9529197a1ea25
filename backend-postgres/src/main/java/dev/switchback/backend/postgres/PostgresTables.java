package dev.switchback.backend.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.backend.jdbc.ddl.DefaultValue;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TableInfo.Index;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final Field<Boolean> VIEW = field("vw", SQLDataType.BOOLEAN);

  private static final String QUERY =
      """
      select t.relname as tbl, a.attname as col, format_type(a.atttypid, a.atttypmod) as typ,
             a.attnotnull as nn, a.attidentity <> '' as ident,
             case a.attgenerated when '' then pg_get_expr(d.adbin, d.adrelid, true) end as dflt,
             t.relkind in ('v', 'm') as vw
      from pg_class t
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
      where t.relkind in ('r', 'p', 'v', 'm')
      order by t.relname collate "C", a.attnum
      """;

  /**
   * A literal with the type that the server writes beside it: {@code 'none'::character varying}.
   */
  private static final Pattern TYPED_LITERAL =
      Pattern.compile("('(?:[^']|'')*'|NULL)::[a-z ]+(?:\\(\\d+(?:,\\d+)?\\))?[a-z ]*");

  private PostgresTables() {}

  static CompletableFuture<List<TableInfo>> read(QueryExecutor executor) {
    return PostgresKeys.read(executor)
        .thenCompose(
            keys ->
                PostgresIndexes.read(executor)
                    .thenCompose(
                        indexes ->
                            executor
                                .fetch(
                                    resultQuery(QUERY)
                                        .coerce(
                                            TABLE, NAME, TYPE, NOT_NULL, IDENTITY, DEFAULT, VIEW))
                                .thenApply(rows -> tables(rows, keys, indexes))));
  }

  private static List<TableInfo> tables(
      List<? extends Record> rows,
      Map<String, PostgresKeys> keys,
      Map<String, List<Index>> indexes) {
    Map<String, List<Record>> byTable = new LinkedHashMap<>();
    for (Record row : rows) {
      byTable.computeIfAbsent(row.get(TABLE), first -> new ArrayList<>()).add(row);
    }
    List<TableInfo> tables = new ArrayList<>();
    byTable.forEach(
        (name, columns) ->
            tables.add(
                table(
                    name,
                    columns,
                    keys.getOrDefault(name, new PostgresKeys()),
                    indexes.getOrDefault(name, List.of()))));
    return tables;
  }

  private static TableInfo table(
      String name, List<Record> rows, PostgresKeys keys, List<Index> indexes) {
    List<ColumnInfo> columns = new ArrayList<>();
    for (Record row : rows) {
      columns.add(column(row, columns.size() + 1, keys.lengths().get(row.get(NAME))));
    }
    return new TableInfo(
        name,
        rows.get(0).get(VIEW),
        columns,
        keys.primary(),
        keys.unique(),
        keys.foreign(),
        indexes,
        keys.checks());
  }

  private static ColumnInfo column(Record row, int position, @Nullable Integer checkedLength) {
    PostgresDeclaredType type = PostgresDeclaredType.of(row.get(TYPE));
    return new ColumnInfo(
        row.get(NAME),
        position,
        type.kind(),
        row.get(TYPE),
        type.kind() == ColumnKind.BYTES ? checkedLength : type.length(),
        type.precision(),
        type.scale(),
        !row.get(NOT_NULL),
        row.get(IDENTITY),
        DefaultValue.portable(withoutType(row.get(DEFAULT)), type.kind()));
  }

  private static @Nullable String withoutType(@Nullable String written) {
    if (written == null) {
      return null;
    }
    Matcher literal = TYPED_LITERAL.matcher(written);
    return literal.matches() ? literal.group(1) : written;
  }
}
