package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.DatabaseException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work in parts, one after the other, behind one handle: a part that fails ends it, and who gives
 * the handle up stops the part that is under way.
 */
final class Sequence<T> {

  private final CompletableFuture<T> handle = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<?> current;

  Sequence() {
    handle.whenComplete(
        (value, failure) -> {
          CompletableFuture<?> running = current;
          if (running != null) {
            running.cancel(false);
          }
        });
  }

  CompletableFuture<T> handle() {
    return handle;
  }

  void complete(T value) {
    handle.complete(value);
  }

  /** Goes on with what a part answers. */
  <P> void then(CompletableFuture<P> part, Consumer<P> next) {
    then(part, next, handle::completeExceptionally);
  }

  /** Goes on with what a part answers, or with its failure. */
  <P> void then(
      CompletableFuture<P> part, Consumer<P> next, Consumer<DatabaseException> otherwise) {
    current = part;
    if (handle.isDone()) {
      part.cancel(false);
    }
    part.whenComplete(
        (value, failure) -> {
          try {
            if (handle.isDone()) {
              return;
            }
            if (failure == null) {
              next.accept(value);
            } else {
              otherwise.accept(DatabaseException.of(failure));
            }
          } catch (RuntimeException | Error e) {
            handle.completeExceptionally(e);
          }
        });
  }
}
