package dev.switchback.backend.jdbc.internal.lane;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Completes handles on the completion executor, away from every connection, many in one go.
 *
 * <p>A completion runs the caller's stages, and one of them may block, perhaps for another
 * completion of the same burst. So no task works through a list alone: as long as something waits,
 * one more task stands by, scheduled and not yet started. Where stages are quick it finds nothing
 * left to do; where one blocks it takes over. In a burst the lane's thread thus pays for one
 * hand-off in many.
 */
public final class Completions {

  private static final ThreadLocal<@Nullable Completions> CURRENT = new ThreadLocal<>();

  private final Executor executor;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean standby = new AtomicBoolean();

  /** Completions on an executor. */
  public Completions(Executor executor) {
    this.executor = executor;
  }

  /** Runs a completion soon. Never blocks, never throws. */
  public void add(Runnable completion) {
    queue.add(completion);
    ensureStandby();
  }

  /** Whether this thread is in one of these completions. */
  public boolean isCurrent() {
    return CURRENT.get() == this;
  }

  private void ensureStandby() {
    if (!standby.get() && standby.compareAndSet(false, true)) {
      try {
        executor.execute(this::drain);
      } catch (RuntimeException rejected) {
        // The caller's executor has been shut down; nobody must be left waiting for it.
        Workers.completion().execute(this::drain);
      }
    }
  }

  private void drain() {
    standby.set(false);
    for (Runnable completion = queue.poll(); completion != null; completion = queue.poll()) {
      if (!queue.isEmpty()) {
        ensureStandby();
      }
      CURRENT.set(this);
      try {
        completion.run();
      } catch (Throwable broken) {
        // Futures keep what their stages throw; what still comes here is an Error of the VM.
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, broken);
      } finally {
        CURRENT.remove();
      }
    }
  }
}
