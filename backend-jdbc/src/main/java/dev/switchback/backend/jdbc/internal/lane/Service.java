package dev.switchback.backend.jdbc.internal.lane;

import org.jspecify.annotations.Nullable;

/**
 * A worker's turn on a lane. The completion of the last task that it runs is left to the worker
 * itself: when its turn is over it has no connection any more and nothing to do, and a caller who
 * waits for one answer is spared the waking of one more thread.
 *
 * <p>A completion that is not the last one must not wait: before a worker goes on it hands over.
 */
final class Service {

  private static final ThreadLocal<@Nullable Service> CURRENT = new ThreadLocal<>();

  /** Has one completion in its queue that nobody has been called for. */
  private @Nullable Completions owed;

  private boolean several;

  private Service() {}

  /** Runs a turn, then {@code ended}, then the completion that the turn may have left. */
  static void run(Runnable turn, Runnable ended) {
    Service service = new Service();
    CURRENT.set(service);
    try {
      turn.run();
    } finally {
      CURRENT.remove();
      ended.run();
    }
    if (service.owed != null) {
      service.owed.drain();
    }
  }

  /** Whether this thread will see to a completion that was added just now. */
  static boolean owes(Completions completions) {
    Service service = CURRENT.get();
    if (service == null || service.several) {
      return false;
    }
    if (service.owed == null) {
      service.owed = completions;
      return true;
    }
    service.several = true;
    service.handOver();
    return false;
  }

  /** What follows may take its time. */
  static void goesOn() {
    Service service = CURRENT.get();
    if (service != null) {
      service.several = false;
      service.handOver();
    }
  }

  /** What this turn does next takes long, or waits for others: it leaves nothing to its thread. */
  static void leavesNothing() {
    Service service = CURRENT.get();
    if (service != null) {
      service.several = true;
      service.handOver();
    }
  }

  private void handOver() {
    if (owed != null) {
      owed.ensureStandby();
      owed = null;
    }
  }
}
