package dev.switchback.backend.mysql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.Index.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** The indexes of tables, from the server's catalog; a unique key is one to it. */
final class MysqlIndexes {

  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<Integer> NOT_UNIQUE = field("nuniq", SQLDataType.INTEGER);
  private static final Field<String> COLUMN = field("col", SQLDataType.VARCHAR);
  private static final Field<String> EXPRESSION = field("expr", SQLDataType.VARCHAR);
  private static final Field<String> ORDER = field("ord", SQLDataType.VARCHAR);

  private MysqlIndexes() {}

  /** The indexes of all tables of the current database, by table. */
  static CompletableFuture<Map<String, List<Index>>> read(QueryExecutor executor, Flavour flavour) {
    String expression = flavour == Flavour.MYSQL ? "expression" : "null";
    String query =
        "select table_name as tbl, index_name as name, non_unique as nuniq, column_name as col, "
            + expression
            + " as expr, collation as ord from information_schema.statistics"
            + " where table_schema = database() and index_name <> 'PRIMARY'"
            + " order by table_name, index_name, seq_in_index";
    return executor
        .fetch(resultQuery(query).coerce(TABLE, NAME, NOT_UNIQUE, COLUMN, EXPRESSION, ORDER))
        .thenApply(MysqlIndexes::group);
  }

  private static Map<String, List<Index>> group(List<? extends Record> rows) {
    Map<List<String>, List<Record>> byIndex = new LinkedHashMap<>();
    for (Record row : rows) {
      byIndex
          .computeIfAbsent(List.of(row.get(TABLE), row.get(NAME)), first -> new ArrayList<>())
          .add(row);
    }
    Map<String, List<Index>> byTable = new HashMap<>();
    byIndex.forEach(
        (name, parts) ->
            byTable
                .computeIfAbsent(name.get(0), none -> new ArrayList<>())
                .add(
                    new Index(
                        name.get(1),
                        parts.get(0).get(NOT_UNIQUE) == 0,
                        parts.stream().map(MysqlIndexes::part).toList(),
                        null)));
    return byTable;
  }

  private static Part part(Record row) {
    return new Part(row.get(COLUMN), row.get(EXPRESSION), "D".equals(row.get(ORDER)));
  }
}
