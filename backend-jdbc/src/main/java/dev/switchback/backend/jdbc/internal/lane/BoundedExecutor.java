package dev.switchback.backend.jdbc.internal.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * So many turns at a time, on the threads of another executor, in the order in which they came. The
 * bound is one of turns, not of threads: who runs the application's code, after its turn or in the
 * midst of it, takes nobody's place.
 */
final class BoundedExecutor implements Executor {

  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  BoundedExecutor(int turns, Executor threads) {
    this.free = turns;
    this.threads = threads;
  }

  @Override
  public void execute(Runnable turn) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(turn);
        return;
      }
      free--;
    }
    start(turn);
  }

  private void start(Runnable turn) {
    threads.execute(() -> Service.run(turn, this));
  }

  /** The turn that a thread takes next; if none waits, {@code null}, and its place is free. */
  synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    if (next == null) {
      free++;
    }
    return next;
  }

  /** A thread goes on without its place. */
  void leave() {
    Runnable next = next();
    if (next != null) {
      start(next);
    }
  }
}
