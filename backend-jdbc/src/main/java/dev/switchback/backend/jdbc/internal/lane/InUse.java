package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that have a connection of a lane, the longest first: who waits in vain is told for
 * whom. Guarded by those who use it.
 */
final class InUse {

  /** Who has a connection, and for how long. */
  record Holder(UnitStart unit, Duration held) {}

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

  /** The one that has had its connection for the longest, if any. */
  @Nullable Holder longest() {
    for (Map.Entry<LaneTask, Long> first : since.entrySet()) {
      Duration held = Duration.ofNanos(System.nanoTime() - first.getValue());
      return new Holder(first.getKey().start(), held);
    }
    return null;
  }

  /** The end of a sentence about the lane's queue; empty if no connection is in use. */
  String describe() {
    Holder holder = longest();
    if (holder == null) {
      return "";
    }
    UnitStart unit = holder.unit();
    return (connections == 1
            ? ": the " + lane + " connection is held"
            : ": the " + lane + " connections are in use, the longest is held")
        + " by "
        + unit.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (unit.tag() == null ? " #" + unit.id() : " '" + unit.tag() + "'")
        + " for "
        + holder.held().toMillis()
        + " ms";
  }
}
