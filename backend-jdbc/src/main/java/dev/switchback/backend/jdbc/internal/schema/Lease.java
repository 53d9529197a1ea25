package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryExecutor;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The lock as a row with an owner and an expiry, for a database whose DDL ends transactions: a
 * program that dies keeps it until that time. Whoever works renews it, between statements and by
 * the clock; who finds that it has lost it stops.
 */
final class Lease<T> {

  static final int SECONDS = 60;

  private static final Executor SOON =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(SECONDS / 3, TimeUnit.SECONDS);

  private final QueryExecutor executor;
  private final String owner = UUID.randomUUID().toString();
  private volatile boolean released;
  private final Sequence<T> sequence = new Sequence<>();

  Lease(QueryExecutor executor) {
    this.executor = executor;
  }

  /** Waits for the lock, works, and gives it back. */
  CompletableFuture<T> run(Function<Lease<T>, CompletableFuture<T>> work) {
    sequence
        .handle()
        .whenComplete(
            (value, failure) -> {
              if (!released) { // it was cancelled
                executor.execute(History.release(owner));
              }
            });
    acquire(work);
    return sequence.handle();
  }

  private void acquire(Function<Lease<T>, CompletableFuture<T>> work) {
    sequence.then(
        executor.execute(History.acquire(owner)),
        count -> {
          if (count == 0) {
            SOON.execute(() -> acquire(work));
            return;
          }
          keepRenewing();
          sequence.then(
              work.apply(this),
              value -> sequence.then(release(), released -> sequence.complete(value)),
              failure ->
                  sequence.then(
                      release(), released -> sequence.handle().completeExceptionally(failure)));
        });
  }

  private CompletableFuture<Integer> release() {
    released = true;
    return executor.execute(History.release(owner));
  }

  private void keepRenewing() {
    LATER.execute(
        () -> {
          if (!sequence.handle().isDone()) {
            executor.execute(History.renew(owner));
            keepRenewing();
          }
        });
  }

  /** Renews it; fails if another has it. */
  CompletableFuture<Void> renew() {
    return executor
        .execute(History.renew(owner))
        .thenAccept(
            count -> {
              if (count == 0) {
                throw DatabaseException.builder(
                        ErrorKind.MIGRATION,
                        "Another program has taken the migration lock, because this one did not"
                            + " renew it for "
                            + SECONDS
                            + " seconds")
                    .outcome(Outcome.UNKNOWN)
                    .build();
              }
            });
  }
}
