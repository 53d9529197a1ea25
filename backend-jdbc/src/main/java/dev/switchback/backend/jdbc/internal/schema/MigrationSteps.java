package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.internal.query.JobExecutor;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.Migration.Code;
import dev.switchback.database.Migration.Script;
import dev.switchback.database.Migration.Steps;
import dev.switchback.database.MigrationContext;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jooq.Query;

/** Runs the steps of migrations, or shows them. */
final class MigrationSteps {

  private final Types types;
  private final BackendInfo backend;
  private final Jobs jobs;

  MigrationSteps(Types types, BackendInfo backend, Jobs jobs) {
    this.types = types;
    this.backend = backend;
    this.jobs = jobs;
  }

  /**
   * Refuses one that cannot be undone.
   *
   * @throws DatabaseException MIGRATION
   */
  void requireDown(Migration migration) {
    Steps down = migration.down();
    if (down == null || down instanceof Script script && script.find(backend).isEmpty()) {
      throw DatabaseException.of(
          ErrorKind.MIGRATION,
          "Migration " + migration.id() + " has no steps that undo it; nothing was done");
    }
  }

  /** Runs them. */
  CompletableFuture<?> run(Steps steps, List<TableInfo> tables, QueryExecutor executor) {
    return steps instanceof Script script
        ? ((JobExecutor) executor).script(script.read(backend))
        : executor.batch(queries((Code) steps, tables));
  }

  /** Their statements: the SQL of each, by which it is known again, and what runs it. */
  Map<String, Supplier<CompletableFuture<?>>> each(
      Steps steps, List<TableInfo> tables, QueryExecutor executor) {
    Map<String, Supplier<CompletableFuture<?>>> each = new LinkedHashMap<>();
    if (steps instanceof Script script) {
      for (String sql : jobs.scripts().sql(script.read(backend))) {
        each.put(each.size() + ": " + sql, () -> ((JobExecutor) executor).verbatim(sql));
      }
      return each;
    }
    List<Query> queries = queries((Code) steps, tables);
    List<String> sql = jobs.sql(queries);
    for (Query query : queries) {
      each.put(each.size() + ": " + sql.get(each.size()), () -> executor.execute(query));
    }
    return each;
  }

  /** Their SQL. */
  List<String> sql(Steps steps, List<TableInfo> tables) {
    return steps instanceof Script script
        ? jobs.scripts().sql(script.read(backend))
        : jobs.sql(queries((Code) steps, tables));
  }

  private List<Query> queries(Code code, List<TableInfo> tables) {
    return code.statements().apply(new MigrationContext(types, backend, tables));
  }

  /** The failure of a migration. */
  static DatabaseException failed(String what, Throwable failure, Outcome outcome) {
    DatabaseException cause = DatabaseException.of(failure);
    return DatabaseException.builder(ErrorKind.MIGRATION, what + ": " + cause.getMessage())
        .outcome(outcome)
        .sql(cause.sql())
        .cause(cause)
        .build();
  }
}
