package dev.switchback.backend.jdbc.internal.lane;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final ThreadLocal<@Nullable Completions> CURRENT = new ThreadLocal<>();

  private final Executor executor;
  private final boolean byWorkers;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean standby = new AtomicBoolean();
  private final AtomicBoolean watched = new AtomicBoolean();
  private final AtomicInteger pending = new AtomicInteger();
  private volatile @Nullable CompletableFuture<Void> quiet;
  private volatile long standbySince;

  /** Completions on the caller's executor, and nowhere else. */
  public static Completions on(Executor executor) {
    return new Completions(executor, false);
  }

  /** Completions on threads of our own. */
  public static Completions ofOurs() {
    return new Completions(Workers.completion(), true);
  }

  private Completions(Executor executor, boolean byWorkers) {
    this.executor = executor;
    this.byWorkers = byWorkers;
  }

  /** Runs a completion soon. Never blocks, never throws. */
  public void add(Runnable completion) {
    pending.incrementAndGet();
    queue.add(completion);
    if (!(byWorkers && Service.owes(this))) {
      ensureStandby();
    }
    if (!watched.get() && watched.compareAndSet(false, true)) {
      Timer.awayAfter(OVERDUE_NANOS, this::watch);
    }
  }

  /**
   * Counts down before it looks who waits, as {@link #quiet} waits before it looks at the count.
   */
  private void ended() {
    if (pending.decrementAndGet() > 0) {
      return;
    }
    CompletableFuture<Void> waiting = quiet;
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** Completes when none is under way; asked once, when nothing is left that could add one. */
  public CompletableFuture<Void> quiet() {
    CompletableFuture<Void> waiting = new CompletableFuture<>();
    quiet = waiting;
    if (pending.get() == 0) {
      waiting.complete(null);
    }
    return waiting;
  }

  /** Whether this thread is in one of these completions. */
  public boolean isCurrent() {
    return CURRENT.get() == this;
  }

  /** Calls for a thread, unless one is on its way. */
  void ensureStandby() {
    if (!standby.get() && standby.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    standbySince = System.nanoTime();
    try {
      executor.execute(this::standBy);
    } catch (RuntimeException | Error rejected) {
      // The caller's executor has been shut down; nobody must be left waiting for it.
      Workers.completion().execute(this::standBy);
    }
  }

  /**
   * An executor that is shut down may drop what it had accepted, without a word, and then nobody
   * may come by any more.
   */
  private void watch() {
    watched.set(false);
    if (queue.isEmpty()) {
      return;
    }
    if (standby.get() && System.nanoTime() - standbySince > OVERDUE_NANOS / 2) {
      start();
    }
    if (watched.compareAndSet(false, true)) {
      Timer.awayAfter(OVERDUE_NANOS, this::watch);
    }
  }

  private void standBy() {
    standby.set(false);
    drain();
  }

  /** Runs what waits, on this thread. */
  void drain() {
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
        ended();
      }
    }
  }
}
