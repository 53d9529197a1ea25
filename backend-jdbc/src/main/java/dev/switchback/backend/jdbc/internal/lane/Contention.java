package dev.switchback.backend.jdbc.internal.lane;

import java.util.concurrent.TimeUnit;

/**
 * A lock that other processes want too, and for which they do not queue: whoever asks at a moment
 * at which it is free has it. A lane with much to do frees it for microseconds only, and the others
 * would ask in vain for seconds. So after a while of work it makes a break, longer than their
 * pauses between two attempts.
 *
 * <p>Used by whoever has the lane's one permit; where a lane has several there is no such lock.
 */
final class Contention {

  private static final long BREAK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /** Nobody else is known to want the lock: the breaks cost less than a hundredth. */
  private static final long SHARE_ALONE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Somebody had it a moment ago, and will want it again. */
  private static final long SHARE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final boolean possible;
  private boolean working;
  private boolean blocked;
  private long workingSince;
  private long blockedSince;
  private long freedAt = System.nanoTime() - BREAK_NANOS;
  private long refusedAt = freedAt - MEMORY_NANOS;

  Contention(boolean possible) {
    this.possible = possible;
  }

  /** A task is about to ask for the lock. */
  void asking() {
    if (possible && !working) {
      working = true;
      workingSince = System.nanoTime();
    }
  }

  /** It did not ask after all. */
  void notAsked() {
    working = false;
  }

  /** Somebody else has it; answers since when nobody of this lane could have it. */
  long refused() {
    long now = System.nanoTime();
    if (!possible) {
      return now;
    }
    working = false;
    refusedAt = now;
    if (!blocked) {
      blocked = true;
      blockedSince = now;
    }
    return blockedSince;
  }

  /** The task has ended. If it had the lock, that is free again. */
  void ended() {
    if (working) {
      blocked = false;
      freedAt = System.nanoTime();
    }
  }

  /** How long the lock must still be left alone; 0 if the next task may ask for it. */
  long breakNanos() {
    if (!working) {
      return 0;
    }
    long now = System.nanoTime();
    long left = BREAK_NANOS - (now - freedAt);
    if (left <= 0) {
      working = false;
      return 0;
    }
    long share = now - refusedAt < MEMORY_NANOS ? SHARE_NANOS : SHARE_ALONE_NANOS;
    return now - workingSince < share ? 0 : left;
  }
}
