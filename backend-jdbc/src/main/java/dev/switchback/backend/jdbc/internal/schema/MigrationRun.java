package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.internal.schema.HistoryLock.Held;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.Migration.Steps;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryExecutor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;
import org.jooq.Query;

/**
 * Applies or undoes migrations until a certain number is applied, each in a transaction of its own
 * that first takes the lock and then looks again: another program may have done it meanwhile.
 */
final class MigrationRun {

  private final Given given;
  private final History history;
  private final HistoryLock lock;
  private final MigrationSteps steps;
  private final Sequence<List<MigrationStatus>> sequence = new Sequence<>();
  private final Map<String, Change> changes = new HashMap<>();
  private int target;
  private int applied;
  private boolean upwards;

  MigrationRun(Given given, History history, HistoryLock lock, MigrationSteps steps) {
    this.given = given;
    this.history = history;
    this.lock = lock;
    this.steps = steps;
  }

  /** Starts; {@code aim} says how many shall be applied, once it is known what is. */
  CompletableFuture<List<MigrationStatus>> start(ToIntFunction<Ledger> aim) {
    sequence.then(
        lock.look(given),
        ledger -> {
          applied = ledger.applied();
          target = aim.applyAsInt(ledger);
          upwards = target > applied;
          if (target == applied) {
            sequence.complete(ledger.statuses());
          } else {
            for (int i = target; i < applied; i++) {
              steps.requireDown(given.migration(i));
            }
            lock.prepare(sequence, this::next);
          }
        });
    return sequence.handle();
  }

  private void next() {
    sequence.then(
        lock.locked(given, this::one),
        ledger -> {
          applied = ledger.applied();
          if (isReached(applied)) {
            sequence.complete(ledger.with(changes));
          } else {
            next();
          }
        });
  }

  private boolean isReached(int now) {
    return upwards ? now >= target : now <= target;
  }

  /** Does what is next to be done, if it is still to be done. */
  private CompletionStage<Ledger> one(Held held, Ledger ledger) {
    int now = ledger.applied();
    if (upwards ? now < applied : now > applied) {
      throw DatabaseException.of(
          ErrorKind.MIGRATION,
          "Another program migrates in the opposite direction: migration "
              + given.migration(upwards ? now : now - 1).id()
              + (upwards ? " is no longer" : " is again")
              + " applied");
    }
    if (isReached(now)) {
      return CompletableFuture.completedFuture(ledger);
    }
    return upwards ? apply(held, ledger, now) : undo(held, ledger, now - 1);
  }

  private CompletionStage<Ledger> apply(Held held, Ledger ledger, int position) {
    Migration migration = given.migration(position);
    changes.put(migration.id(), Change.APPLIED);
    Query record = History.insert(given, position, Instant.now());
    return run(
        held,
        ledger,
        migration.up(),
        "up " + migration.id(),
        record,
        "Migration " + migration.id() + " failed");
  }

  private CompletionStage<Ledger> undo(Held held, Ledger ledger, int position) {
    Migration migration = given.migration(position);
    changes.put(migration.id(), Change.UNDONE);
    return run(
        held,
        ledger,
        Objects.requireNonNull(migration.down()),
        "down " + migration.id(),
        History.delete(migration.id()),
        "Undoing migration " + migration.id() + " failed");
  }

  private CompletionStage<Ledger> run(
      Held held, Ledger ledger, Steps what, String id, Query record, String failed) {
    QueryExecutor executor = held.executor();
    if (!held.transactional()) {
      return stepByStep(held, ledger, what, id, record, failed);
    }
    return CompletableFuture.completedFuture(executor)
        .thenCompose(run -> steps.run(what, ledger.tables(), run))
        .thenCompose(done -> executor.execute(record))
        .thenCompose(recorded -> history.read(executor, given))
        .exceptionally(
            failure -> {
              throw MigrationSteps.failed(failed, failure, Outcome.ROLLED_BACK);
            });
  }

  private CompletionStage<Ledger> stepByStep(
      Held held, Ledger ledger, Steps what, String id, Query record, String failed) {
    Sequence<Ledger> all = new Sequence<>();
    try {
      StepByStep run =
          new StepByStep(
              held.executor(),
              held.renewal(),
              id,
              steps.each(what, ledger.tables(), held.executor()));
      all.then(
          run.run(record),
          done -> all.then(history.read(held.executor(), given), all::complete),
          failure -> {
            throw MigrationSteps.failed(failed, failure, failure.outcome());
          });
    } catch (RuntimeException e) {
      all.handle().completeExceptionally(MigrationSteps.failed(failed, e, Outcome.NOT_EXECUTED));
    }
    return all.handle();
  }
}
