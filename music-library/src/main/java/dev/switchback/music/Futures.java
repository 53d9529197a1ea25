package dev.switchback.music;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What {@link CompletableFuture} lacks. */
final class Futures {

  private Futures() {}

  /** One after the other, each when the one before is done. */
  static <T> CompletableFuture<Void> inOrder(
      Collection<T> items, Function<T, CompletableFuture<?>> step) {
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (T item : items) {
      last = last.thenCompose(done -> step.apply(item)).thenApply(done -> null);
    }
    return last;
  }
}
