package dev.switchback.backend.mysql;

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
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads tables and columns of the current database from the server's catalog. */
final class MysqlTables {

  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("col", SQLDataType.VARCHAR);
  private static final Field<String> TYPE = field("typ", SQLDataType.VARCHAR);
  private static final Field<String> NULLABLE = field("nullable", SQLDataType.VARCHAR);
  private static final Field<String> EXTRA = field("extra", SQLDataType.VARCHAR);
  private static final Field<String> DEFAULT = field("dflt", SQLDataType.VARCHAR);
  private static final Field<String> KIND = field("kind", SQLDataType.VARCHAR);

  private static final String QUERY =
      """
      select t.table_name as tbl, c.column_name as col, c.column_type as typ,
             c.is_nullable as nullable, c.extra as extra, c.column_default as dflt,
             t.table_type as kind
      from information_schema.tables t
      join information_schema.columns c
        on c.table_schema = t.table_schema and c.table_name = t.table_name
      where t.table_schema = database()
      order by cast(t.table_name as binary), c.ordinal_position
      """;

  private MysqlTables() {}

  static CompletableFuture<List<TableInfo>> read(QueryExecutor executor, Flavour flavour) {
    return MysqlKeys.read(executor, flavour)
        .thenCompose(
            keys ->
                MysqlIndexes.read(executor, flavour)
                    .thenCompose(
                        indexes ->
                            executor
                                .fetch(
                                    resultQuery(QUERY)
                                        .coerce(TABLE, NAME, TYPE, NULLABLE, EXTRA, DEFAULT, KIND))
                                .thenApply(rows -> tables(rows, keys, indexes, flavour))));
  }

  private static List<TableInfo> tables(
      List<? extends Record> rows,
      Map<String, MysqlKeys> keys,
      Map<String, List<Index>> indexes,
      Flavour flavour) {
    Map<String, List<Record>> byTable = new LinkedHashMap<>();
    for (Record row : rows) {
      byTable.computeIfAbsent(row.get(TABLE), first -> new ArrayList<>()).add(row);
    }
    List<TableInfo> tables = new ArrayList<>();
    byTable.forEach(
        (name, columns) -> {
          MysqlKeys ofTable = keys.getOrDefault(name, new MysqlKeys());
          tables.add(
              new TableInfo(
                  name,
                  columns.get(0).get(KIND).endsWith("VIEW"),
                  columns(columns, ofTable, flavour),
                  ofTable.primary(),
                  ofTable.unique(),
                  ofTable.foreign(),
                  indexes.getOrDefault(name, List.of()).stream()
                      .filter(index -> !ofTable.owns(index))
                      .toList(),
                  ofTable.checks()));
        });
    return tables;
  }

  private static List<ColumnInfo> columns(List<Record> rows, MysqlKeys keys, Flavour flavour) {
    List<ColumnInfo> columns = new ArrayList<>();
    for (Record row : rows) {
      MysqlDeclaredType type = MysqlDeclaredType.of(row.get(TYPE));
      ColumnKind kind = keys.isJson(row.get(NAME)) ? ColumnKind.JSON : type.kind();
      columns.add(
          new ColumnInfo(
              row.get(NAME),
              columns.size() + 1,
              kind,
              row.get(TYPE),
              type.length(),
              type.precision(),
              type.scale(),
              row.get(NULLABLE).equals("YES"),
              row.get(EXTRA).contains("auto_increment"),
              DefaultValue.portable(written(row, flavour), kind)));
    }
    return columns;
  }

  /** MySQL answers the value of a literal, and MariaDB its text. */
  private static @Nullable String written(Record row, Flavour flavour) {
    String value = row.get(DEFAULT);
    boolean number = row.get(TYPE).matches("(?:tiny|small|medium|big)?int.*|double|decimal.*");
    boolean expression = row.get(EXTRA).contains("DEFAULT_GENERATED");
    return value == null || flavour == Flavour.MARIADB || number || expression
        ? value
        : "'" + value.replace("'", "''") + "'";
  }
}
