package dev.switchback.backend.jdbc.internal.lane;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as nanoseconds, where "for ever" must not overflow. */
public final class Nanos {

  /** Far enough, and far from the limit of the clock's own arithmetic. */
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private Nanos() {}

  /** The nanoseconds of a duration, at most those of 10,000 days. */
  public static long of(Duration duration) {
    return duration.compareTo(FOR_EVER) > 0
        ? TimeUnit.DAYS.toNanos(FOR_EVER.toDays())
        : duration.toNanos();
  }
}
