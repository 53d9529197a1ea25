package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs the application's part of a load, on the thread that holds the load's connection. It is
 * interrupted where a statement would be cancelled; and since it may wait for anything, it is kept
 * from waiting for the database whose connection it holds.
 */
public final class SourceThread {

  private static final ThreadLocal<@Nullable OperationContext> LOADED = new ThreadLocal<>();

  private SourceThread() {}

  /** Why this thread cannot call that database, or {@code null}. */
  public static @Nullable DatabaseException refusal(OperationContext database) {
    return LOADED.get() == database
        ? DatabaseException.of(
            ErrorKind.ILLEGAL_USE,
            "The source of a load called the database into which it loads, whose connection it"
                + " holds: read before the load, or from another database")
        : null;
  }

  static <T> T call(OperationContext database, Interruption run, Callable<T> code)
      throws Exception {
    OperationContext outer = LOADED.get();
    LOADED.set(database);
    run.visiting(Thread.currentThread());
    try {
      return code.call();
    } finally {
      run.idle();
      LOADED.set(outer);
      // Nobody interrupts any more; and what comes next is not meant.
      Thread.interrupted();
    }
  }
}
