package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.Migrations;
import dev.switchback.database.TransactionOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Migrations on a database: each call reads the given ones, then what is applied, then acts. */
final class JdbcMigrations implements Migrations {

  private final Database database;
  private final Dialect dialect;
  private final List<Migration> migrations;
  private final History history;
  private final HistoryLock lock;
  private final MigrationSteps steps;

  JdbcMigrations(Database database, Dialect dialect, Jobs jobs, List<Migration> migrations) {
    this.database = database;
    this.dialect = dialect;
    this.migrations = List.copyOf(migrations);
    this.history = new History(dialect);
    this.lock = new HistoryLock(database, history);
    this.steps = new MigrationSteps(dialect.types(), dialect.info(), jobs);
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> status() {
    return given(given -> look(given, Ledger::statuses));
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> validate() {
    return given(given -> look(given, Ledger::fitting));
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> up() {
    return given(given -> run(given, ledger -> given.size()));
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> to(String id) {
    return given(
        given -> {
          int last = given.position(id);
          return run(given, ledger -> last + 1);
        });
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> down(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, not " + count);
    }
    return given(given -> run(given, ledger -> Math.max(0, ledger.applied() - count)));
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> dryRun() {
    return given(given -> look(given, ledger -> new DryRun(ledger, steps).to(given.size())));
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> dryRun(String id) {
    return given(
        given -> {
          int last = given.position(id);
          return look(given, ledger -> new DryRun(ledger, steps).to(last + 1));
        });
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> baseline(String id) {
    return given(
        given -> {
          int last = given.position(id);
          return HistoryEdit.make(lock, given, ledger -> HistoryEdit.baseline(ledger, last));
        });
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> repair() {
    return given(given -> HistoryEdit.make(lock, given, HistoryEdit::repair));
  }

  @Override
  public CompletableFuture<List<MigrationStatus>> fresh(String name) {
    return given(
        given ->
            new Fresh(dialect, lock).start(name, given, () -> run(given, ledger -> given.size())));
  }

  /** Hands over the given migrations, if they are usable. */
  private CompletableFuture<List<MigrationStatus>> given(
      Function<Given, CompletableFuture<List<MigrationStatus>>> work) {
    try {
      return work.apply(Given.of(migrations, dialect.info()));
    } catch (DatabaseException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** In a transaction, whose handle is a true one: it fails directly, and cancelling it reaches. */
  private CompletableFuture<List<MigrationStatus>> look(
      Given given, Function<Ledger, List<MigrationStatus>> view) {
    return database.transaction(
        TransactionOptions.defaults().asReadOnly().withTag("schema"),
        tx -> history.read(tx, given).thenApply(view));
  }

  private CompletableFuture<List<MigrationStatus>> run(Given given, ToIntFunction<Ledger> target) {
    return new MigrationRun(given, history, lock, steps).start(target);
  }
}
