package dev.switchback.backend.jdbc.internal.lane;

import java.util.concurrent.CompletableFuture;

/**
 * The future that a caller holds. Whatever completes it from outside ({@code cancel}, {@code
 * orTimeout}, {@code complete}, …) withdraws the work behind it.
 *
 * <p>A subclass, not a {@code whenComplete}: it costs nothing where nobody interferes.
 */
public final class Handle<T> extends CompletableFuture<T> {

  private final Operation<T> operation;

  Handle(Operation<T> operation) {
    this.operation = operation;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return withdrawIf(super.cancel(mayInterruptIfRunning));
  }

  @Override
  public boolean complete(T value) {
    return withdrawIf(super.complete(value));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return withdrawIf(super.completeExceptionally(failure));
  }

  private boolean withdrawIf(boolean completedByCaller) {
    if (completedByCaller) {
      operation.cancelled();
    }
    return completedByCaller;
  }

  void deliver(T value) {
    super.complete(value);
  }

  void fail(Throwable failure) {
    super.completeExceptionally(failure);
  }

  /** Derived futures are plain: completing one does not reach back. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
