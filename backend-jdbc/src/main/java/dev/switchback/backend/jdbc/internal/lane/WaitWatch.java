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
final class WaitWatch {

  private final Lane lane;
  private final Listeners listeners;
  private final long limit;
  private final AtomicBoolean willLook = new AtomicBoolean();
  private final Map<LaneTask, Long> seenSince = new HashMap<>();
  private final Set<LaneTask> told = new HashSet<>();

  WaitWatch(Lane lane, Listeners listeners, Duration limit) {
    this.lane = lane;
    this.listeners = listeners;
    this.limit = listeners.isEmpty() ? 0 : Nanos.of(limit);
  }

  /** Something waits. */
  void waiting() {
    if (limit > 0 && !willLook.get() && willLook.compareAndSet(false, true)) {
      // a listener may take its time, and the timer has none
      Timer.after(limit / 2, () -> Workers.cancel().execute(this::look));
    }
  }

  private synchronized void look() {
    willLook.set(false); // before it looks: who comes now is seen, or begins another look
    long now = System.nanoTime();
    Set<LaneTask> queue = lane.queued();
    seenSince.keySet().retainAll(queue);
    told.retainAll(queue);
    for (LaneTask task : queue) {
      long waited = now - seenSince.computeIfAbsent(task, first -> now);
      if (waited >= limit && told.add(task)) {
        tell(task, Duration.ofNanos(waited));
      }
    }
    if (!queue.isEmpty()) {
      waiting();
    }
  }

  private void tell(LaneTask task, Duration waited) {
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
