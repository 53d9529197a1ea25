package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Schema;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.DDLQuery;
import org.jspecify.annotations.Nullable;

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

  /** The schema of a database. */
  public JdbcSchema(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  @Override
  public Types types() {
    return dialect.types();
  }

  @Override
  public CompletableFuture<Void> apply(Collection<? extends DDLQuery> statements) {
    if (!database.backend().can(Capability.TRANSACTIONAL_DDL)) {
      return CompletableFuture.failedFuture(
          DatabaseException.of(
              ErrorKind.UNSUPPORTED, "DDL on a database without TRANSACTIONAL_DDL"));
    }
    List<DDLQuery> copy = List.copyOf(statements);
    return database.transaction(
        UNLIMITED.withTag("schema"), tx -> tx.batch(copy).thenApply(counts -> null));
  }

  @Override
  public CompletableFuture<List<TableInfo>> tables() {
    return read(this::userTables);
  }

  /** The tables but for the engine's own. */
  CompletableFuture<List<TableInfo>> userTables(QueryExecutor executor) {
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
  public CompletableFuture<List<MigrationStatus>> migrate(List<Migration> migrations) {
    DatabaseException wrong = check(migrations);
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    return new MigrationRun(database, this, migrations).start();
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> status(List<Migration> migrations) {
    DatabaseException wrong = check(migrations);
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    return read(tx -> new History(dialect).read(tx, migrations));
  }

  Dialect dialect() {
    return dialect;
  }

  @Nullable
  private static DatabaseException check(List<Migration> migrations) {
    Set<String> ids = new HashSet<>();
    for (Migration migration : migrations) {
      if (!ids.add(migration.id())) {
        return DatabaseException.of(
            ErrorKind.MIGRATION, "Two migrations have the id " + migration.id());
      }
    }
    return null;
  }
}
