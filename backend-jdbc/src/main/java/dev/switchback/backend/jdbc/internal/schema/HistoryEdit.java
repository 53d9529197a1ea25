package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.QueryExecutor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * A correction of what is recorded, without running a migration.
 *
 * @param writes the statements; none if there is nothing to correct
 * @param statuses how it is then
 */
record HistoryEdit(List<Query> writes, List<MigrationStatus> statuses) {

  /** Makes a correction, if there is something to correct. */
  static CompletableFuture<List<MigrationStatus>> make(
      HistoryLock lock, Given given, Function<Ledger, HistoryEdit> correction) {
    Sequence<List<MigrationStatus>> sequence = new Sequence<>();
    sequence.then(
        lock.look(given),
        ledger -> {
          if (correction.apply(ledger).writes().isEmpty()) {
            sequence.complete(ledger.statuses());
          } else {
            lock.prepare(
                sequence,
                () ->
                    sequence.then(
                        lock.locked(
                            given, (held, now) -> correction.apply(now).write(held.executor())),
                        sequence::complete));
          }
        });
    return sequence.handle();
  }

  private CompletionStage<List<MigrationStatus>> write(QueryExecutor executor) {
    return executor.batch(writes).thenApply(counts -> statuses);
  }

  /** Marks as applied what is not, up to a position. */
  static HistoryEdit baseline(Ledger ledger, int last) {
    int applied = ledger.applied();
    if (applied <= last && ledger.tables().isEmpty()) {
      throw DatabaseException.of(
          ErrorKind.MIGRATION,
          "The database has no table, so it cannot be at migration "
              + ledger.given().migration(last).id());
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<Query> writes = new ArrayList<>();
    List<MigrationStatus> statuses = new ArrayList<>(ledger.statuses());
    for (int i = applied; i <= last; i++) {
      writes.add(History.insert(ledger.given(), i, now));
      statuses.set(i, changed(statuses.get(i), State.APPLIED, now, Change.MARKED));
    }
    return new HistoryEdit(writes, statuses);
  }

  /** Makes the records those of what is given, as far as that is applied. */
  static HistoryEdit repair(Ledger ledger) {
    List<Query> writes = new ArrayList<>();
    List<MigrationStatus> statuses = new ArrayList<>();
    for (MigrationStatus status : ledger.statuses()) {
      switch (status.state()) {
        case CHANGED -> {
          writes.add(History.accept(ledger.given(), statuses.size()));
          statuses.add(changed(status, State.APPLIED, status.appliedAt(), Change.ACCEPTED));
        }
        case UNKNOWN -> {
          writes.add(History.delete(status.id()));
          statuses.add(changed(status, State.UNKNOWN, status.appliedAt(), Change.REMOVED));
        }
        case APPLIED, PENDING -> statuses.add(status);
      }
    }
    return new HistoryEdit(writes, statuses);
  }

  private static MigrationStatus changed(
      MigrationStatus status, State state, @Nullable Instant appliedAt, Change change) {
    return new MigrationStatus(
        status.id(), status.description(), state, appliedAt, change, List.of());
  }
}
