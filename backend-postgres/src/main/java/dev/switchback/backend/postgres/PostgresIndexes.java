package dev.switchback.backend.postgres;

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

/** A table's indexes, from PostgreSQL's catalog; those of keys are left out. */
final class PostgresIndexes {

  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<Boolean> UNIQUE = field("uniq", SQLDataType.BOOLEAN);
  private static final Field<String> COLUMN = field("col", SQLDataType.VARCHAR);
  private static final Field<String> EXPRESSION = field("expr", SQLDataType.VARCHAR);
  private static final Field<Boolean> DESCENDING = field("descending", SQLDataType.BOOLEAN);
  private static final Field<String> PREDICATE = field("pred", SQLDataType.VARCHAR);

  /** One row a part of an index; columns that are only carried along are no parts. */
  private static final String QUERY =
      """
      select t.relname as tbl, i.relname as name, x.indisunique as uniq, a.attname as col,
             pg_get_indexdef(x.indexrelid, k.place::int, true) as expr,
             k.options & 1 = 1 as descending,
             pg_get_expr(x.indpred, x.indrelid, true) as pred
      from pg_index x
      join pg_class i on i.oid = x.indexrelid
      join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema()
      cross join lateral unnest(x.indkey::int2[], x.indoption::int2[])
        with ordinality k (att, options, place)
      left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.att
      where k.place <= x.indnkeyatts
        and not exists (select 1 from pg_constraint c
                        where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x'))
      order by i.oid, k.place
      """;

  private PostgresIndexes() {}

  /** The indexes of all tables of the current schema, by table. */
  static CompletableFuture<Map<String, List<Index>>> read(QueryExecutor executor) {
    return executor
        .fetch(
            resultQuery(QUERY)
                .coerce(TABLE, NAME, UNIQUE, COLUMN, EXPRESSION, DESCENDING, PREDICATE))
        .thenApply(PostgresIndexes::group);
  }

  private static Map<String, List<Index>> group(List<? extends Record> rows) {
    Map<String, List<Record>> byIndex = new LinkedHashMap<>();
    for (Record row : rows) {
      byIndex.computeIfAbsent(row.get(NAME), first -> new ArrayList<>()).add(row);
    }
    Map<String, List<Index>> byTable = new HashMap<>();
    byIndex.forEach(
        (name, parts) -> {
          Record first = parts.get(0);
          byTable
              .computeIfAbsent(first.get(TABLE), none -> new ArrayList<>())
              .add(
                  new Index(
                      name,
                      first.get(UNIQUE),
                      parts.stream().map(PostgresIndexes::part).toList(),
                      first.get(PREDICATE)));
        });
    return byTable;
  }

  private static Part part(Record row) {
    String column = row.get(COLUMN);
    return new Part(column, column == null ? row.get(EXPRESSION) : null, row.get(DESCENDING));
  }
}
