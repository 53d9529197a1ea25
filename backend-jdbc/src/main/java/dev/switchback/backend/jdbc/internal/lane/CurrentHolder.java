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

    /** What the application's code should do instead: the end of a sentence. */
    String instead();
  }

  private static final ThreadLocal<@Nullable Holder> CURRENT = new ThreadLocal<>();

  private CurrentHolder() {}

  /** Runs the application's code. */
  public static void run(Holder holder, Runnable work) {
    Holder outer = CURRENT.get();
    CURRENT.set(holder);
    try {
      work.run();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** The error of a call on {@code lane} that would wait for itself, or {@code null}. */
  public static @Nullable DatabaseException wouldWaitForItself(Lane lane) {
    Holder current = CURRENT.get();
    if (current == null || lane.connections() > 1 || !current.holds(lane)) {
      return null;
    }
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE, "This call would wait for itself: " + current.instead());
  }
}
