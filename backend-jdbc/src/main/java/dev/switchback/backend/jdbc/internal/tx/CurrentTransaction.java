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

  /** The transaction whose work this thread is running, if any. */
  static @Nullable TransactionRun<?> ofThisThread() {
    return CURRENT.get();
  }

  /**
   * The error of a call on {@code lane} that would wait for itself, or {@code null}. Transactions
   * that were called in the work of others count together: each waits for the next.
   */
  public static @Nullable DatabaseException wouldWaitForItself(Lane lane) {
    int held = 0;
    for (TransactionRun<?> run = CURRENT.get(); run != null; run = run.outer()) {
      held += run.holds(lane) ? 1 : 0;
    }
    if (held < lane.connections()) {
      return null;
    }
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "This call would wait for the transaction from which it was made, which holds the last"
            + " connection: use the transaction that its function was given");
  }
}
