package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.UnitStart;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The tasks that have a connection of a lane, the longest first: who waits in vain is told for
 * whom. Guarded by the lane's monitor.
 */
final class InUse {

  private final String lane;
  private final int connections;
  private final Map<LaneTask, Long> since = new LinkedHashMap<>();

  InUse(String lane, int connections) {
    this.lane = lane;
    this.connections = connections;
  }

  void add(LaneTask task) {
    since.put(task, System.nanoTime());
  }

  /** False if it was none of them. */
  boolean remove(LaneTask task) {
    return since.remove(task) != null;
  }

  Collection<LaneTask> tasks() {
    return List.copyOf(since.keySet());
  }

  /** The end of a sentence; empty if no connection is in use. */
  String describe() {
    if (since.isEmpty()) {
      return "";
    }
    Map.Entry<LaneTask, Long> longest = since.entrySet().iterator().next();
    UnitStart holder = longest.getKey().start();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - longest.getValue());
    return (connections == 1
            ? ": the " + lane + " connection is held"
            : ": the " + lane + " connections are in use, the longest is held")
        + " by "
        + holder.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (holder.tag() == null ? " #" + holder.id() : " '" + holder.tag() + "'")
        + " for "
        + millis
        + " ms";
  }
}
