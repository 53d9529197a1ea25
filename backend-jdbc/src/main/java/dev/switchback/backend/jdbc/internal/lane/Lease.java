package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.database.TransactionOptions;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection that a task has of its lane. Used by one thread at a time. */
public final class Lease {

  private final Lane lane;
  private final Session session;
  private final Dialect dialect;
  private volatile boolean broken;
  private boolean suspect;

  Lease(Lane lane, Session session, Dialect dialect) {
    this.lane = lane;
    this.session = session;
    this.dialect = dialect;
  }

  /** The connection and its statements, to be used now. */
  public Session session() {
    Service.goesOn();
    return session;
  }

  /** The same, to be put away. */
  Session idleSession() {
    return session;
  }

  /** The lane to which it belongs. */
  public Lane lane() {
    return lane;
  }

  /** The connection must not be used again. */
  public void markBroken() {
    broken = true;
  }

  /** The application gets the connection. */
  public void lend() throws SQLException {
    lane.leases().lend(session);
  }

  /** The application has had the connection: from now on it is as good as new, or broken. */
  public void restore() {
    try (Statement statement = session().connection().createStatement()) {
      statement.execute("rollback");
    } catch (SQLException | RuntimeException ignored) {
      // There was no transaction, or there is no connection; the source will notice.
    }
    if (!lane.leases().restore(session)) {
      broken = true;
    }
  }

  /** Begins a transaction. */
  public void begin(TransactionOptions options) throws SQLException {
    dialect.begin(session().connection(), options);
  }

  /** Commits it; when that fails, it is still to be rolled back. */
  public void commit(TransactionOptions options) throws SQLException {
    dialect.commit(session().connection());
    restore(options);
  }

  /** Rolls it back; where that fails the connection is of no more use. */
  public void rollBack(TransactionOptions options) throws SQLException {
    try {
      dialect.rollback(session().connection());
    } catch (SQLException | RuntimeException e) {
      broken = true;
      throw e;
    }
    restore(options);
  }

  /** What is done is done: where this fails, the connection is lost and the answer is not. */
  private void restore(TransactionOptions options) {
    try {
      dialect.end(session.connection(), options);
    } catch (SQLException | RuntimeException e) {
      broken = true;
    }
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
   * Finds out whether the connection can be used again. After a cancel a probe runs first: on some
   * servers the cancel can still be on its way, and would hit the next statement.
   */
  void checkUsable() {
    if (!broken && suspect) {
      try {
        if (!dialect.probe(session().connection())) {
          broken = true;
        }
      } catch (RuntimeException e) {
        broken = true;
      }
    }
  }

  boolean isBroken() {
    return broken;
  }

  /** Ends whatever the connection is waiting for, if it has not been given back. */
  void cut() {
    if (!dialect.isRemote() || !lane.leases().giveUp(this)) {
      return; // an embedded database has no line to cut: statements end when interrupted
    }
    try {
      session.connection().abort(Workers.cancel());
    } catch (SQLException | RuntimeException ignored) {
      // It is cut already.
    }
  }
}
