package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.LaneStats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What a lane has done since it was opened. Safe for use by many threads. */
final class LaneTally {

  private final LongAdder finished = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();
  private final LongAdder ranNanos = new LongAdder();

  /** A task has ended. */
  void finished() {
    finished.increment();
  }

  /** It waited and ran for so long. */
  void add(long waited, long ran) {
    waitedNanos.add(waited);
    ranNanos.add(ran);
  }

  /** The sums, with what the lane does now. */
  LaneStats stats(String lane, int connections, int active, int waiting) {
    return new LaneStats(
        lane,
        connections,
        active,
        waiting,
        finished.sum(),
        Duration.ofNanos(waitedNanos.sum()),
        Duration.ofNanos(ranNanos.sum()));
  }
}
