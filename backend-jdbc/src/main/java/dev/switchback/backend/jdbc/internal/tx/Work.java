package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionWork;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Calls the application's function and waits, without a thread, for its stage. */
final class Work {

  private Work() {}

  static <T> void call(
      TransactionWork<T> work,
      Transaction transaction,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    CompletionStage<T> stage;
    try {
      stage = work.run(transaction);
    } catch (Throwable thrown) {
      then.accept(null, thrown);
      return;
    }
    if (stage == null) {
      then.accept(
          null,
          DatabaseException.of(
              ErrorKind.ILLEGAL_USE, "The transaction's function returned null, not a stage"));
      return;
    }
    stage.whenComplete((value, failure) -> then.accept(value, unwrap(failure)));
  }

  private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
