package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.internal.query.JobExecutor;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Drops all that is in a schema. What depends on what is nobody's business here: whatever cannot be
 * dropped yet is tried again when others are gone. Nothing is dropped together with what it did not
 * list ({@code CASCADE}), so a dependency from elsewhere stops it.
 */
final class Clearing {

  /** Drops that failed in a round, and why the first did. */
  private static final class Failed {
    final List<String> drops = new ArrayList<>();
    final List<DatabaseException> reasons = new ArrayList<>();
  }

  private final Dialect dialect;

  Clearing(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Drops everything but the history, and empties that. */
  CompletionStage<Integer> run(QueryExecutor tx) {
    return dialect
        .drops(tx, History.TABLES)
        .thenCompose(drops -> round(tx, drops))
        .thenCompose(cleared -> tx.execute(History.deleteAll()));
  }

  private CompletionStage<Void> round(QueryExecutor tx, List<String> drops) {
    CompletionStage<Failed> round = CompletableFuture.completedFuture(new Failed());
    for (String drop : drops) {
      round = round.thenCompose(failed -> drop(tx, drop, failed));
    }
    return round.thenCompose(
        failed -> {
          if (failed.drops.isEmpty()) {
            return CompletableFuture.completedFuture(null);
          }
          if (failed.drops.size() == drops.size()) {
            throw stuck(failed.reasons.get(0));
          }
          return round(tx, failed.drops);
        });
  }

  private static CompletionStage<Failed> drop(QueryExecutor tx, String drop, Failed failed) {
    return tried(tx, drop)
        .handle(
            (done, failure) -> {
              if (failure != null) {
                failed.drops.add(drop);
                failed.reasons.add(DatabaseException.of(failure));
              }
              return failed;
            });
  }

  /** In a savepoint, where a failure would otherwise be that of all. */
  private static CompletableFuture<Void> tried(QueryExecutor executor, String drop) {
    return executor instanceof Transaction tx
        ? tx.savepoint(savepoint -> ((JobExecutor) HistoryLock.unlimited(savepoint)).verbatim(drop))
        : ((JobExecutor) executor).verbatim(drop);
  }

  private static DatabaseException stuck(DatabaseException reason) {
    return DatabaseException.builder(
            ErrorKind.MIGRATION, "The database cannot be emptied: " + reason.getMessage())
        .outcome(Outcome.ROLLED_BACK)
        .sql(reason.sql())
        .cause(reason)
        .build();
  }
}
