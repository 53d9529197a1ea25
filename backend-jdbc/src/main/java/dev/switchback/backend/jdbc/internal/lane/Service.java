package dev.switchback.backend.jdbc.internal.lane;

import org.jspecify.annotations.Nullable;

/**
 * A worker at the service of lanes, for one turn or, where turns are bounded, for as many as wait.
 * The completion of the last task that it runs is left to the worker itself: when nothing is left
 * to do it has no connection and no place among the workers any more, and a caller who waits for
 * one answer is spared the waking of one more thread.
 *
 * <p>A completion that is not the last one must not wait: before a worker goes on it hands over.
 */
final class Service {

  private static final ThreadLocal<@Nullable Service> CURRENT = new ThreadLocal<>();

  /** Where it has a place; {@code null} if it has given that up, or never needed one. */
  private @Nullable BoundedExecutor place;

  /** Does without the place that it had. */
  private boolean aside;

  /** Has one completion in its queue that nobody has been called for. */
  private @Nullable Completions owed;

  private boolean several;

  private Service(@Nullable BoundedExecutor place) {
    this.place = place;
  }

  /** Runs a turn, then those that wait for the place, then the completion that may be left. */
  static void run(Runnable first, @Nullable BoundedExecutor place) {
    Service service = new Service(place);
    CURRENT.set(service);
    try {
      for (Runnable turn = first; turn != null; turn = service.nextTurn()) {
        service.take(turn);
      }
    } finally {
      CURRENT.remove();
    }
    if (service.owed != null) {
      service.owed.drain();
    }
  }

  private void take(Runnable turn) {
    try {
      turn.run();
    } catch (Throwable broken) {
      // Turns do not throw. If one does, nobody else's may be lost with it.
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, broken);
    }
  }

  private @Nullable Runnable nextTurn() {
    Runnable next = place == null ? null : place.next();
    if (next != null) {
      goOn();
    }
    return next;
  }

  private void goOn() {
    several = false;
    handOver();
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
      service.goOn();
    }
  }

  /**
   * What this turn does next may wait for anything: it leaves its place to others, who may be what
   * it waits for, and nothing to its thread.
   */
  static void stepsAside() {
    Service service = CURRENT.get();
    if (service == null) {
      return;
    }
    service.several = true;
    service.handOver();
    BoundedExecutor place = service.place;
    if (place != null) {
      service.place = null;
      service.aside = true;
      place.leave();
    }
  }

  /** Whether it has stepped aside, and its turn should end soon. */
  static boolean isAside() {
    Service service = CURRENT.get();
    return service != null && service.aside;
  }

  private void handOver() {
    if (owed != null) {
      owed.ensureStandby();
      owed = null;
    }
  }
}
