package dev.switchback.backend.jdbc;

/** A part of a query that not every database has, and that shows while it is rendered. */
public enum QueryFeature {
  /**
   * {@code FOR UPDATE} and {@code FOR SHARE}, with or without {@code NOWAIT}, {@code SKIP LOCKED}.
   */
  ROW_LOCKS,
  /** {@code MERGE}. */
  MERGE,
  /** {@code ON CONFLICT ON CONSTRAINT}, of a constraint whose columns jOOQ does not know. */
  CONFLICT_CONSTRAINT,
  /** {@code INSERT}, {@code UPDATE} or {@code DELETE} inside {@code WITH}. */
  MODIFYING_WITH
}
