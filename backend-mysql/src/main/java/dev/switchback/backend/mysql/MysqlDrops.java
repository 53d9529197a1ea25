package dev.switchback.backend.mysql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.database.QueryExecutor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** What it takes to empty the current database. */
final class MysqlDrops {

  private static final Field<String> KIND = field("kind", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<String> OWNER = field("owner", SQLDataType.VARCHAR);

  /** Foreign keys before tables, since they may run in circles; triggers go with their tables. */
  private static final String QUERY =
      """
      select 'event' as kind, event_name as name, null as owner, 1 as place
      from information_schema.events where event_schema = database()
      union all
      select 'view', table_name, null, 2
      from information_schema.views where table_schema = database()
      union all
      select 'foreign key', constraint_name, table_name, 3
      from information_schema.table_constraints
      where constraint_schema = database() and constraint_type = 'FOREIGN KEY'
      union all
      select 'table', table_name, null, 4
      from information_schema.tables
      where table_schema = database() and table_type <> 'VIEW'
      union all
      select lower(routine_type), routine_name, null, 5
      from information_schema.routines where routine_schema = database()
      order by place
      """;

  private MysqlDrops() {}

  static CompletableFuture<List<String>> read(QueryExecutor executor, Set<String> keptTables) {
    return executor
        .fetch(resultQuery(QUERY).coerce(KIND, NAME, OWNER, field("place", Integer.class)))
        .thenApply(
            rows ->
                rows.stream()
                    .filter(row -> !keptTables.contains(row.get(NAME)))
                    .map(MysqlDrops::drop)
                    .toList());
  }

  private static String drop(Record row) {
    String name = MysqlNames.quote(row.get(NAME));
    String owner = row.get(OWNER);
    return owner == null
        ? "drop " + row.get(KIND) + " if exists " + name
        : "alter table " + MysqlNames.quote(owner) + " drop foreign key " + name;
  }

  static CompletableFuture<String> databaseName(QueryExecutor executor) {
    return executor
        .fetchSingle(resultQuery("select database() as name").coerce(NAME))
        .thenApply(row -> row.value1());
  }
}
