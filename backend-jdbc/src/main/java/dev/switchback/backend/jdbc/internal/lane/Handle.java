package dev.switchback.backend.jdbc.internal.lane;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The future that a caller holds. Whatever completes it from outside ({@code cancel}, {@code
 * orTimeout}, {@code complete}, …) withdraws the work behind it, before any stage hears of it: a
 * stage may block.
 *
 * <p>A subclass, not a {@code whenComplete}: it costs nothing where nobody interferes.
 */
public final class Handle<T> extends CompletableFuture<T> {

  private final Operation<T> operation;

  /** Taken by who completes it: the caller or the engine. */
  private final AtomicBoolean claimed = new AtomicBoolean();

  Handle(Operation<T> operation) {
    this.operation = operation;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return abandon() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  @Override
  public boolean complete(T value) {
    return abandon() && super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return abandon() && super.completeExceptionally(failure);
  }

  /** Not the inherited one, which completes it past the methods above. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    Objects.requireNonNull(supplier);
    executor.execute(
        () -> {
          try {
            complete(supplier.get());
          } catch (Throwable failure) {
            completeExceptionally(failure);
          }
        });
    return this;
  }

  private boolean abandon() {
    if (!claim()) {
      return false;
    }
    operation.abandon();
    return true;
  }

  private boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  void deliver(T value) {
    if (claim()) {
      super.complete(value);
    }
  }

  void fail(Throwable failure) {
    if (claim()) {
      super.completeExceptionally(failure);
    }
  }

  /** Derived futures are plain: completing one does not reach back. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
