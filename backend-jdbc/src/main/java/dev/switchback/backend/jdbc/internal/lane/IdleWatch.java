package dev.switchback.backend.jdbc.internal.lane;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks, now and then, whether nothing has happened for too long. One timer, however busy it is.
 */
public final class IdleWatch {

  private final Duration limit;
  private final LongSupplier idleNanos;
  private final Runnable expired;
  private @Nullable Future<?> timer;
  private boolean stopped;

  /** A watch; a limit of zero is none. */
  public IdleWatch(Duration limit, LongSupplier idleNanos, Runnable expired) {
    this.limit = limit;
    this.idleNanos = idleNanos;
    this.expired = expired;
  }

  /** Starts to look. */
  public void start() {
    if (!limit.isZero()) {
      lookIn(Nanos.of(limit));
    }
  }

  private synchronized void lookIn(long nanos) {
    if (!stopped) {
      timer = Timer.awayAfter(nanos, this::look);
    }
  }

  private void look() {
    long left = Nanos.of(limit) - idleNanos.getAsLong();
    if (left > 0) {
      lookIn(left);
    } else {
      expired.run();
    }
  }

  /** Looks no more. */
  public synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
