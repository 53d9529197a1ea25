package dev.switchback.backend.jdbc;

import java.util.Set;

/**
 * A lane that a backend wants.
 *
 * @param name its name in statistics and errors
 * @param connections the most connections that its source has
 * @param source its connections; closed with the database
 * @param traits what is special about it
 */
public record LanePlan(String name, int connections, ConnectionSource source, Set<Trait> traits) {

  /** What is special about a lane of one connection that writes. */
  public enum Trait {
    /** Each commit waits for the disk, so single writes that wait share one. */
    SHARED_COMMITS,
    /**
     * Its connection takes a lock that other processes want too, and for which they do not queue:
     * the lane leaves them room.
     */
    CONTESTED_LOCK
  }

  /** A lane of which nothing is special. */
  public LanePlan(String name, int connections, ConnectionSource source) {
    this(name, connections, source, Set.of());
  }
}
