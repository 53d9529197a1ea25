package dev.switchback.backend.jdbc.internal.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * So many turns at a time, on the threads of another executor. The bound is one of turns, not of
 * threads: a stage that blocks after its turn takes nobody's place.
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
    threads.execute(() -> Service.run(turn, this::ended));
  }

  private void ended() {
    Runnable next = next();
    if (next != null) {
      start(next);
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    if (next == null) {
      free++;
    }
    return next;
  }
}
