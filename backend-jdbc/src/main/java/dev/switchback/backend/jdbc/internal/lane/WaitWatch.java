package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseListener.LongWait;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the listeners of tasks that have been in a lane's queue for longer than a limit. It looks
 * at the queue now and then, while there is one: a wait costs nothing until it is long.
 */
public final class WaitWatch {

  private final Listeners listeners;
  private final long limit;
  private final AtomicBoolean willLook = new AtomicBoolean();
  private final Map<LaneTask, Long> seenSince = new HashMap<>();
  private final Set<LaneTask> told = new HashSet<>();

  /** A watch on one lane; a limit of zero is none. */
  public WaitWatch(Listeners listeners, Duration limit) {
    this.listeners = listeners;
    this.limit = listeners.isEmpty() ? 0 : Nanos.of(limit);
  }

  /** Something waits in the lane's queue. */
  void waiting(Lane lane) {
    if (limit > 0 && !willLook.get() && willLook.compareAndSet(false, true)) {
      Timer.awayAfter(limit / 2, () -> look(lane));
    }
  }

  private synchronized void look(Lane lane) {
    willLook.set(false); // before it looks: who comes now is seen, or begins another look
    long now = System.nanoTime();
    Set<LaneTask> queue = lane.queued();
    seenSince.keySet().retainAll(queue);
    told.retainAll(queue);
    for (LaneTask task : queue) {
      long waited = now - seenSince.computeIfAbsent(task, first -> now);
      if (waited >= limit && told.add(task)) {
        tell(lane, task, Duration.ofNanos(waited));
      }
    }
    if (!queue.isEmpty()) {
      waiting(lane);
    }
  }

  private void tell(Lane lane, LaneTask task, Duration waited) {
    InUse.Holder holder = lane.longestHolder();
    listeners.waiting(
        new LongWait(
            task.start(),
            lane.name(),
            waited,
            holder == null ? null : holder.unit(),
            holder == null ? Duration.ZERO : holder.held()));
  }
}
