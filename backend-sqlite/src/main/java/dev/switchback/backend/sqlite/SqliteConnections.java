package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Connections to one database, opened on demand and kept. No pool library: opening one is a matter
 * of microseconds, it cannot go stale, and the lane sees to it that there are not too many.
 */
final class SqliteConnections implements ConnectionSource {

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private static final int CHECKPOINT_MILLIS = 1_000;

  /** Kept prepared on each connection; one takes a few KiB. */
  private static final int STATEMENTS = 100;

  private final Opener opener;
  private final Deque<Session> idle = new ArrayDeque<>();

  SqliteConnections(Opener opener) {
    this.opener = opener;
  }

  static Session session(Connection connection) {
    return new Session(connection, STATEMENTS, Connection::prepareStatement);
  }

  @Override
  public Session acquire() throws SQLException {
    synchronized (idle) {
      Session session = idle.pollFirst();
      if (session != null) {
        return session;
      }
    }
    return session(opener.open());
  }

  @Override
  public void release(Session session, boolean broken) {
    if (broken) {
      close(session);
      return;
    }
    synchronized (idle) {
      idle.addFirst(session);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      idle.forEach(SqliteConnections::checkpoint);
      idle.forEach(SqliteConnections::close);
      idle.clear();
    }
  }

  /**
   * Two openings that close at the same moment both take the other for one that stays, and neither
   * would empty the log. Waits for the other's checkpoint, which may not have seen the last commit.
   */
  private static void checkpoint(Session session) {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("pragma busy_timeout = " + CHECKPOINT_MILLIS);
      statement.execute("pragma wal_checkpoint(full)");
    } catch (SQLException ignored) {
      // A reader, or somebody writes for long: then he is there to do it when he closes.
    }
  }

  /**
   * SQLite moves the write-ahead log into the file when the last connection closes, if that has
   * ever looked at the log: so it looks.
   */
  private static void close(Session session) {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("select 1 from sqlite_master limit 1");
    } catch (SQLException ignored) {
      // A connection that cannot read cannot do more for the file either.
    }
    try {
      session.forget();
      session.connection().close();
    } catch (SQLException ignored) {
      // There is nothing left to lose: every commit has been answered.
    }
  }
}
