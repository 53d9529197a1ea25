package dev.switchback.backend.jdbc;

/** A part of a query that not every database has, and that shows while it is rendered. */
public enum QueryFeature {
  /**
   * {@code FOR UPDATE} and {@code FOR SHARE}, with or without {@code NOWAIT}, {@code SKIP LOCKED}.
   */
  ROW_LOCKS,
  /** {@code MERGE}. */
  MERGE
}
