package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ConnectionSource;
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

  private final Opener opener;
  private final Deque<Connection> idle = new ArrayDeque<>();

  SqliteConnections(Opener opener) {
    this.opener = opener;
  }

  @Override
  public Connection acquire() throws SQLException {
    synchronized (idle) {
      Connection connection = idle.pollFirst();
      if (connection != null) {
        return connection;
      }
    }
    return opener.open();
  }

  @Override
  public void release(Connection connection, boolean broken) {
    if (broken) {
      close(connection);
      return;
    }
    synchronized (idle) {
      idle.addFirst(connection);
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
  private static void checkpoint(Connection connection) {
    long begun = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
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
  private static void close(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1 from sqlite_master limit 1");
    } catch (SQLException ignored) {
      // A connection that cannot read cannot do more for the file either.
    }
    try {
      connection.close();
    } catch (SQLException ignored) {
      // There is nothing left to lose: every commit has been answered.
    }
  }
}
