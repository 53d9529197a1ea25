package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * In whose name this thread is running the application's code: a call that would wait for the
 * connection that this very transaction or stream holds is told so at once, instead of waiting for
 * the idle limit.
 */
public final class CurrentHolder {

  /** What keeps a connection while the application's code runs. */
  public interface Holder {

    /** Whether it has, or waits for, a connection of that lane. */
    boolean holds(Lane lane);

    /** Who keeps one while the code runs in which this one was begun, if that goes on. */
    @Nullable Holder outer();

    /** What the application's code should do instead: the end of a sentence. */
    String instead();
  }

  private static final ThreadLocal<@Nullable Holder> CURRENT = new ThreadLocal<>();

  private CurrentHolder() {}

  /** Application code that answers something. */
  @FunctionalInterface
  public interface Work<T, E extends Throwable> {
    /** Runs it. */
    T run() throws E;
  }

  /** Runs the application's code. */
  public static void run(Holder holder, Runnable work) {
    call(
        holder,
        () -> {
          work.run();
          return holder;
        });
  }

  /** Runs the application's code, and answers what that answers. */
  public static <T, E extends Throwable> T call(Holder holder, Work<T, E> work) throws E {
    Holder outer = CURRENT.get();
    CURRENT.set(holder);
    try {
      return work.run();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** Whether what waits here for that lane to come to rest waits for itself. */
  public static boolean holdsAnyOf(Lane lane) {
    for (Holder holder = CURRENT.get(); holder != null; holder = holder.outer()) {
      if (holder.holds(lane)) {
        return true;
      }
    }
    return false;
  }

  /** In whose name this thread runs, if in anybody's. */
  public static @Nullable Holder ofThisThread() {
    return CURRENT.get();
  }

  /**
   * The error of a call on {@code lane} that would wait for itself, or {@code null}. Those that
   * were begun in the code of others count together: each waits for the next.
   */
  public static @Nullable DatabaseException wouldWaitForItself(Lane lane) {
    int held = 0;
    Holder innermost = null;
    for (Holder holder = CURRENT.get(); holder != null; holder = holder.outer()) {
      if (holder.holds(lane)) {
        held++;
        innermost = innermost == null ? holder : innermost;
      }
    }
    if (innermost == null || held < lane.connections()) {
      return null;
    }
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE, "This call would wait for itself: " + innermost.instead());
  }
}
