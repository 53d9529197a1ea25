package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.SQLException;

/**
 * What is to be done on a connection, prepared to the last byte; it can be run on its own or in a
 * transaction. Immutable.
 */
public interface Job<T> {

  /** What it does. */
  UnitKind kind();

  /** The statement, or the first of them. */
  String sql();

  /** Whether it writes. */
  Access access();

  /** Whether it has several statements, which need a transaction to be all or none. */
  default boolean needsTransaction() {
    return false;
  }

  /**
   * Whether it is one statement of which jOOQ's model says all: a write that can share a commit,
   * and does not meddle with it.
   */
  default boolean isSingleWrite() {
    return false;
  }

  /** Whether it can be run once more, after a run that failed. */
  default boolean isRepeatable() {
    return true;
  }

  /** Does it. */
  T run(Session session, Interruption run, Meter meter) throws SQLException;
}
