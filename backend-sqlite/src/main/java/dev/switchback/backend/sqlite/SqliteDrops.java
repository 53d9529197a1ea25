package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.database.QueryExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** What it takes to empty a file. */
final class SqliteDrops {

  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<String> TYPE = field("type", SQLDataType.VARCHAR);
  private static final Field<String> FILE = field("file", SQLDataType.VARCHAR);

  /** Views first, and virtual tables before the others: theirs, the shadow tables, go with them. */
  private static final String QUERY =
      "select name, case type when 'view' then 'view' else 'table' end as type"
          + " from pragma_table_list where schema = 'main'"
          + " and name not like 'sqlite!_%' escape '!'"
          + " order by type <> 'view', type <> 'virtual', name";

  private SqliteDrops() {}

  /** Indexes and triggers go with their tables. */
  static CompletableFuture<List<String>> read(QueryExecutor executor, Set<String> keptTables) {
    return executor
        .fetch(resultQuery(QUERY).coerce(NAME, TYPE))
        .thenApply(
            rows -> {
              List<String> drops = new ArrayList<>();
              // Dropping a table deletes its rows first, and others may refer to them.
              drops.add("pragma defer_foreign_keys = on");
              rows.forEach(
                  row -> {
                    if (!keptTables.contains(row.value1())) {
                      drops.add("drop " + row.value2() + " if exists " + quoted(row.value1()));
                    }
                  });
              return drops;
            });
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The file's name, or {@code :memory:}. */
  static CompletableFuture<String> databaseName(QueryExecutor executor) {
    return executor
        .fetchSingle(
            resultQuery("select file from pragma_database_list where name = 'main'").coerce(FILE))
        .thenApply(
            row -> {
              String file = row.value1();
              return file == null || file.isEmpty()
                  ? ":memory:"
                  : Path.of(file).getFileName().toString();
            });
  }
}
