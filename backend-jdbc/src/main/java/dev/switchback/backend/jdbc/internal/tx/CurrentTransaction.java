package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction's work this thread is running: a call that would wait for the connection that
 * this very transaction holds is told so at once, instead of waiting for the idle limit.
 */
public final class CurrentTransaction {

  private static final ThreadLocal<@Nullable TransactionRun<?>> CURRENT = new ThreadLocal<>();

  private CurrentTransaction() {}

  static void run(TransactionRun<?> transaction, Runnable work) {
    TransactionRun<?> outer = CURRENT.get();
    CURRENT.set(transaction);
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
    TransactionRun<?> current = CURRENT.get();
    if (current == null || lane.connections() > 1 || !current.holds(lane)) {
      return null;
    }
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "This call would wait for the transaction from which it was made, which holds the only"
            + " connection: use the transaction that its function was given");
  }
}
