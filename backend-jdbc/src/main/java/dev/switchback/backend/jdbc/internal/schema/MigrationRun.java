package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationContext;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.Outcome;
import dev.switchback.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * Applies migrations, each in a transaction of its own that first takes the lock and then looks
 * again: another process may have applied it meanwhile.
 */
final class MigrationRun {

  /** Two processes that make the tables at the same moment: one of them gets an error, once. */
  private static final int CREATE_ATTEMPTS = 3;

  private final Database database;
  private final JdbcSchema schema;
  private final History history;
  private final List<Migration> migrations;
  private final CompletableFuture<List<MigrationStatus>> result = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<?> current;

  MigrationRun(Database database, JdbcSchema schema, List<Migration> migrations) {
    this.database = database;
    this.schema = schema;
    this.history = new History(schema.dialect());
    this.migrations = List.copyOf(migrations);
  }

  CompletableFuture<List<MigrationStatus>> start() {
    result.whenComplete(
        (statuses, failure) -> {
          CompletableFuture<?> running = current;
          if (running != null) {
            running.cancel(false);
          }
        });
    next(
        history.read(database, migrations),
        statuses -> {
          if (pending(statuses) < 0) {
            result.complete(statuses);
          } else {
            createTables(CREATE_ATTEMPTS);
          }
        });
    return result;
  }

  /** Goes on with what a part of the work answers, or ends with its failure. */
  private <T> void next(CompletableFuture<T> part, ThrowingConsumer<T> then) {
    current = part;
    if (result.isDone()) {
      part.cancel(false);
    }
    part.whenComplete(
        (value, failure) -> {
          try {
            if (failure != null) {
              throw DatabaseException.of(failure);
            }
            then.accept(value);
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
  }

  private interface ThrowingConsumer<T> {
    void accept(T value);
  }

  private void createTables(int attempts) {
    CompletableFuture<List<Integer>> created =
        database.transaction(
            JdbcSchema.UNLIMITED.withTag("migration tables"), tx -> tx.batch(history.create()));
    CompletableFuture<Boolean> settled =
        created
            .thenApply(counts -> true)
            .exceptionally(
                failure -> {
                  if (attempts > 1 && !created.isCancelled()) {
                    return false;
                  }
                  throw DatabaseException.of(failure);
                });
    next(
        settled,
        done -> {
          if (done) {
            applyNext();
          } else {
            createTables(attempts - 1);
          }
        });
    current = created;
  }

  /** Applies the first pending migration, then goes on with the next one. */
  private void applyNext() {
    next(
        database.transaction(JdbcSchema.UNLIMITED.withTag("migration"), this::applyOne),
        statuses -> {
          if (pending(statuses) < 0) {
            result.complete(statuses);
          } else {
            applyNext();
          }
        });
  }

  private CompletableFuture<List<MigrationStatus>> applyOne(Transaction tx) {
    return history
        .lock(tx)
        .thenCompose(locked -> history.read(tx, migrations))
        .thenCompose(
            statuses -> {
              int position = pending(statuses);
              return position < 0
                  ? CompletableFuture.completedFuture(statuses)
                  : apply(tx, position);
            });
  }

  private CompletableFuture<List<MigrationStatus>> apply(Transaction tx, int position) {
    Migration migration = migrations.get(position);
    return schema
        .userTables(tx)
        .thenCompose(
            tables -> {
              MigrationContext context =
                  new MigrationContext(schema.types(), database.backend(), tables);
              List<Query> statements = new ArrayList<>(migration.steps().apply(context));
              statements.add(history.applied(position, migration));
              return tx.batch(statements);
            })
        .thenCompose(counts -> history.read(tx, migrations))
        .exceptionally(
            failure -> {
              DatabaseException cause = DatabaseException.of(failure);
              throw DatabaseException.builder(
                      ErrorKind.MIGRATION,
                      "Migration " + migration.id() + " failed: " + cause.getMessage())
                  .outcome(Outcome.ROLLED_BACK)
                  .sql(cause.sql())
                  .cause(cause)
                  .build();
            });
  }

  /**
   * The position of the first pending migration, or −1 if all are applied.
   *
   * @throws DatabaseException MIGRATION, if what is applied does not fit what is given
   */
  private static int pending(List<MigrationStatus> statuses) {
    int first = -1;
    for (int i = 0; i < statuses.size(); i++) {
      MigrationStatus status = statuses.get(i);
      if (status.state() == State.PENDING) {
        first = first < 0 ? i : first;
      } else if (status.state() == State.CHANGED) {
        throw wrong(status, "has been changed since it was applied (its checksum differs)");
      } else if (status.state() == State.UNKNOWN) {
        throw wrong(status, "is applied, and is not among the given ones");
      } else if (first >= 0) {
        throw wrong(status, "is applied, and " + statuses.get(first).id() + " before it is not");
      }
    }
    return first;
  }

  private static DatabaseException wrong(MigrationStatus status, String why) {
    return DatabaseException.of(ErrorKind.MIGRATION, "Migration " + status.id() + " " + why);
  }
}
