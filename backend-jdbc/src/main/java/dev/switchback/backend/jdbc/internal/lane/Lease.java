package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.Dialect;
import java.sql.Connection;

/** A connection that a task has of its lane. Used by one thread at a time. */
public final class Lease {

  private final Lane lane;
  private final Connection connection;
  private final Dialect dialect;
  private boolean broken;
  private boolean suspect;

  Lease(Lane lane, Connection connection, Dialect dialect) {
    this.lane = lane;
    this.connection = connection;
    this.dialect = dialect;
  }

  /** The connection. */
  public Connection connection() {
    return connection;
  }

  /** The lane to which it belongs. */
  public Lane lane() {
    return lane;
  }

  /** The connection must not be used again. */
  public void markBroken() {
    broken = true;
  }

  /** Notes how a run on this connection ended. */
  void ended(Interruption.End end) {
    suspect |= end == Interruption.End.CANCEL_SENT;
    broken |= end == Interruption.End.CANCEL_STUCK;
  }

  /** Gives the connection back; for tasks that kept it. The caller's thread may go on to serve. */
  public void release() {
    lane.takeBack(this);
  }

  /**
   * Whether the connection can be used again. After a cancel a probe runs first: on some servers
   * the cancel can still be on its way, and would hit the next statement.
   */
  boolean checkUsable() {
    if (!broken && suspect) {
      broken = !dialect.probe(connection);
    }
    return !broken;
  }
}
