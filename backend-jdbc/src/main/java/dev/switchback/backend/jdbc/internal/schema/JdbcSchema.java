package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.Migration;
import dev.switchback.database.Migrations;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Schema;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.DDLQuery;

/** The schema of a database, on nothing but its query methods and its dialect. */
public final class JdbcSchema implements Schema {

  /** DDL takes as long as it takes; a caller who wants a limit has {@code orTimeout}. */
  static final TransactionOptions UNLIMITED =
      TransactionOptions.defaults()
          .withTimeout(Duration.ZERO)
          .withIdleTimeout(Duration.ZERO)
          .withLockTimeout(Duration.ZERO);

  private final Database database;
  private final Dialect dialect;
  private final Jobs jobs;

  /** The schema of a database. */
  public JdbcSchema(Database database, Dialect dialect, Jobs jobs) {
    this.database = database;
    this.jobs = jobs;
    this.dialect = dialect;
  }

  @Override
  public Types types() {
    return dialect.types();
  }

  @Override
  public CompletableFuture<Void> apply(Collection<? extends DDLQuery> statements) {
    List<DDLQuery> copy = List.copyOf(statements);
    if (!database.backend().can(Capability.TRANSACTIONAL_DDL)) {
      return new OneByOne(database).run(copy);
    }
    return database.transaction(
        UNLIMITED.withTag("schema"),
        tx -> HistoryLock.unlimited(tx).batch(copy).thenApply(counts -> null));
  }

  @Override
  public CompletableFuture<List<TableInfo>> tables() {
    return read(this::userTables);
  }

  /** The tables but for the engine's own. */
  private CompletableFuture<List<TableInfo>> userTables(QueryExecutor executor) {
    return dialect
        .tables(executor)
        .thenApply(tables -> tables.stream().filter(table -> !History.owns(table.name())).toList());
  }

  @Override
  public CompletableFuture<Optional<TableInfo>> table(String name) {
    return read(
        tx ->
            userTables(tx)
                .thenApply(
                    tables ->
                        tables.stream().filter(table -> table.name().equals(name)).findFirst()));
  }

  /** In a transaction, whose handle is a true one: it fails directly, and cancelling it reaches. */
  private <T> CompletableFuture<T> read(TransactionWork<T> work) {
    return database.transaction(TransactionOptions.defaults().asReadOnly().withTag("schema"), work);
  }

  @Override
  public Migrations migrations(List<Migration> migrations) {
    return new JdbcMigrations(database, dialect, jobs, migrations);
  }
}
