package dev.switchback.database;

import java.util.List;

/**
 * A snapshot of a database's counters.
 *
 * @param lanes the lanes, in no particular order
 */
public record DatabaseStats(List<LaneStats> lanes) {

  /** Copies the list. */
  public DatabaseStats {
    lanes = List.copyOf(lanes);
  }
}
