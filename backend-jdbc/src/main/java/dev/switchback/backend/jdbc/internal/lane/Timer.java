package dev.switchback.backend.jdbc.internal.lane;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of all databases of the process: one daemon thread, which only hands work on. */
public final class Timer {

  private static final ScheduledThreadPoolExecutor EXECUTOR = create();

  private Timer() {}

  private static ScheduledThreadPoolExecutor create() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, Workers.daemonThreads("switchback-timer"));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /**
   * Runs a task that may call the application, which may take its time: never early, and not on the
   * clock's thread.
   */
  public static Future<?> awayAfter(long nanos, Runnable task) {
    return after(
        nanos,
        () ->
            Workers.watchers()
                .execute(
                    () -> {
                      Workers.stepAside();
                      task.run();
                    }));
  }

  /** Runs a short task of our own, never early. */
  public static Future<?> after(long nanos, Runnable task) {
    return EXECUTOR.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
