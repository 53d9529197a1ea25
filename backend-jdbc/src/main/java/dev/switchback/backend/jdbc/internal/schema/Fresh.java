package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.MigrationStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Empties the database, if it is the one that was meant, and has all migrations applied. */
final class Fresh {

  private final Dialect dialect;
  private final HistoryLock lock;

  Fresh(Dialect dialect, HistoryLock lock) {
    this.dialect = dialect;
    this.lock = lock;
  }

  CompletableFuture<List<MigrationStatus>> start(
      String name, Given given, Supplier<CompletableFuture<List<MigrationStatus>>> up) {
    Sequence<List<MigrationStatus>> sequence = new Sequence<>();
    Clearing clearing = new Clearing(dialect);
    sequence.then(
        lock.look(dialect::databaseName),
        actual -> {
          requireSame(name, actual);
          lock.prepare(
              sequence,
              () ->
                  sequence.then(
                      lock.locked(given, (held, ledger) -> clearing.run(held.executor())),
                      cleared -> sequence.then(up.get(), sequence::complete)));
        });
    return sequence.handle();
  }

  private static void requireSame(String name, String actual) {
    if (!name.equals(actual)) {
      throw DatabaseException.of(
          ErrorKind.ILLEGAL_USE,
          "fresh drops everything in the database, which is confirmed by its name: fresh(\""
              + actual
              + "\")");
    }
  }
}
