package dev.switchback.backend.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.val;

import dev.switchback.database.QueryExecutor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** What it takes to empty the current schema. */
final class PostgresDrops {

  private static final Field<String> SQL = field("ddl", SQLDataType.CLOB);
  private static final Field<String> NAME = field("name", SQLDataType.CLOB);

  /**
   * Whatever is in a schema is noted as depending on it ('n'), but for what belongs to another
   * object ('a', 'i': a column's sequence, a range's functions) or to an extension ('e'), which
   * stay or go with that. All tables go at once, since foreign keys may run in circles.
   */
  private static final String QUERY =
      """
      select 'drop ' || kind || ' if exists ' || string_agg(name, ', ') as ddl
      from (
        select case o.type when 'composite type' then 'type'
                           when 'statistics object' then 'statistics'
                           else o.type end as kind,
               o.identity as name,
               case when o.type = 'table' then 0 else d.objid end as part,
               position('view' in o.type) as view
        from pg_depend d
        cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
        where d.refclassid = 'pg_namespace'::regclass
          and d.refobjid = (select oid from pg_namespace where nspname = current_schema())
          and d.deptype = 'n'
          and d.classid <> 'pg_extension'::regclass
          and not exists (
            select from pg_depend e
            where e.classid = d.classid and e.objid = d.objid and e.objsubid = 0
              and e.deptype in ('a', 'i', 'e'))
          and not (o.type = 'table' and o.name = any(string_to_array({0}, ','))))
        as object
      group by kind, part, view
      order by view = 0, kind <> 'table', part desc
      """;

  private PostgresDrops() {}

  static CompletableFuture<List<String>> read(QueryExecutor executor, Set<String> keptTables) {
    return executor
        .fetch(resultQuery(QUERY, val(String.join(",", keptTables))).coerce(SQL))
        .thenApply(rows -> rows.getValues(SQL));
  }

  static CompletableFuture<String> databaseName(QueryExecutor executor) {
    return executor
        .fetchSingle(
            resultQuery("select current_database() || '.' || current_schema() as name")
                .coerce(NAME))
        .thenApply(row -> row.value1());
  }
}
