package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one database, opened on demand and kept while they are needed. No pool library:
 * opening one is a matter of microseconds, it cannot go stale, and the lane sees to it that there
 * are not too many.
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

  /** Makes a connection as good as new; false where it cannot. */
  @FunctionalInterface
  interface Restorer {
    boolean restore(Connection connection) throws SQLException;
  }

  private final Opener opener;
  private final @Nullable Restorer restorer;
  private final boolean writing;
  private final Duration lockTimeout;

  /** How many stay open however long nobody needs them. */
  private final int kept;

  /** The one used last comes first: those at the end are the ones that nobody needs. */
  private final Deque<Session> idle = new ArrayDeque<>();

  /** The fewest that were idle since somebody asked: so many were not needed. */
  private int unused;

  private SqliteConnections(
      Opener opener, @Nullable Restorer restorer, boolean writing, int kept, Duration lockTimeout) {
    this.opener = opener;
    this.lockTimeout = lockTimeout;
    this.restorer = restorer;
    this.writing = writing;
    this.kept = kept;
  }

  /** The one that writes to a file. */
  static SqliteConnections writing(Connection first, Opener opener, Duration lockTimeout) {
    SqliteConnections one = new SqliteConnections(opener, null, true, 1, lockTimeout);
    one.release(session(first), false);
    return one;
  }

  /** Those that read from a file. */
  static SqliteConnections reading(Opener opener, Duration lockTimeout) {
    return new SqliteConnections(opener, null, false, 0, lockTimeout);
  }

  /** The one of a database in memory: there is no other. */
  static SqliteConnections only(Connection connection, Restorer restorer) {
    SqliteConnections one =
        new SqliteConnections(SqliteConnections::lost, restorer, false, 1, Duration.ofSeconds(1));
    one.release(session(connection), false);
    return one;
  }

  /** Another connection would be another, empty database. */
  private static Connection lost() throws SQLException {
    throw new SQLException("The database in memory was lost with its connection");
  }

  private static Session session(Connection connection) {
    return new Session(connection, STATEMENTS, Connection::prepareStatement);
  }

  @Override
  public Session acquire() throws SQLException {
    synchronized (idle) {
      Session session = idle.pollFirst();
      unused = Math.min(unused, idle.size());
      if (session != null) {
        return session;
      }
    }
    return session(opener.open());
  }

  /** The engine waits for another process by itself; a function has no engine. */
  @Override
  public void lend(Session session) throws SQLException {
    long millis = lockTimeout.isZero() ? Integer.MAX_VALUE : lockTimeout.toMillis();
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("pragma busy_timeout = " + Math.min(Integer.MAX_VALUE, millis));
    }
  }

  @Override
  public boolean restore(Session session) {
    if (restorer == null) {
      return false; // a new one costs little, and whatever was done to this one is gone
    }
    try {
      session.forget();
      return restorer.restore(session.connection());
    } catch (SQLException e) {
      return false;
    }
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

  /** Not under the lock: who needs one does not wait for the closing of others. */
  @Override
  public boolean closeUnused() {
    List<Session> closing = new ArrayList<>();
    boolean others;
    synchronized (idle) {
      for (int i = kept; i < unused; i++) {
        closing.add(idle.removeLast());
      }
      unused = idle.size();
      others = unused > kept;
    }
    closing.forEach(SqliteConnections::close);
    return others;
  }

  @Override
  public void close() {
    synchronized (idle) {
      if (writing) {
        checkpoint();
      }
      idle.forEach(SqliteConnections::close);
      idle.clear();
    }
  }

  /**
   * Two openings that close at the same moment both take the other for one that stays, and neither
   * would empty the log. Waits for the other's checkpoint, which may not have seen the last commit;
   * for nobody else: who reads or writes now will close later than this one.
   */
  private void checkpoint() {
    long begun = System.nanoTime();
    try {
      if (idle.isEmpty()) {
        idle.add(session(opener.open())); // readers alone would leave the log
      }
      try (Statement statement = idle.getFirst().connection().createStatement()) {
        while (anotherIsAtIt(statement) && System.nanoTime() - begun < CHECKPOINT_NANOS) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (SQLException ignored) {
      // The last to close tries again.
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
