package dev.switchback.backend.jdbc.internal.lane;

import java.time.Duration;

/**
 * How long to wait for another process's lock; counted from the first time that it was in the way.
 */
public final class Patience {

  private final Duration limit;
  private long since;

  /** Patience for a while; zero for ever. */
  public Patience(Duration limit) {
    this.limit = limit;
  }

  /** Whether there is some left. */
  public boolean isLeft() {
    long now = System.nanoTime();
    if (since == 0) {
      since = now;
    }
    return limit.isZero() || now - since < Nanos.of(limit);
  }
}
