package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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

  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

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
   * would empty the log. Waits for the other's checkpoint, which may not have seen the last commit;
   * for nobody else: who reads or writes now will close later than this one.
   */
  private static void checkpoint(Session session) {
    long begun = System.nanoTime();
    try (Statement statement = session.connection().createStatement()) {
      while (anotherIsAtIt(statement) && System.nanoTime() - begun < CHECKPOINT_NANOS) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException ignored) {
      // A reader cannot; and the last to close tries again.
    }
  }

  private static boolean anotherIsAtIt(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("pragma wal_checkpoint(passive)")) {
      return row.next() && row.getInt("busy") != 0;
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
