package dev.switchback.backend.jdbc;

import dev.switchback.backend.jdbc.Session.Preparer;
import dev.switchback.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Connections of the application's own {@code DataSource}: each is taken for one task, made as the
 * engine needs it, and given back as it came.
 */
public final class DataSourceConnections implements ConnectionSource {

  /** What a database needs of a session that is not its own. */
  @FunctionalInterface
  public interface Guest {
    /** Makes the session as it has to be, and answers how to make it as it was. */
    Undo settle(Connection connection) throws SQLException;
  }

  /** Puts back what was changed. */
  @FunctionalInterface
  public interface Undo {
    /** Nothing was changed. */
    Undo NOTHING = () -> {};

    /** Does it. */
    void run() throws SQLException;
  }

  private final DataSource dataSource;
  private final boolean owned;
  private final Guest guest;
  private final Preparer once;
  private final Map<Session, Undo> taken = new ConcurrentHashMap<>();

  /** The connections of a configuration's {@code DataSource}; {@code once} as for a session. */
  public DataSourceConnections(DatabaseConfig config, Guest guest, Preparer once) {
    this.dataSource = config.dataSource().orElseThrow();
    this.owned = config.ownsDataSource();
    this.guest = guest;
    this.once = once;
  }

  @Override
  public Session acquire() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.rollback(); // or the next line would commit what somebody left open
        connection.setAutoCommit(true);
      }
      Undo settings = guest.settle(connection);
      Session session = new Session(connection, 0, once);
      taken.put(
          session,
          () -> {
            settings.run();
            if (!autoCommit) {
              connection.setAutoCommit(false);
            }
          });
      return session;
    } catch (SQLException | RuntimeException e) {
      discard(connection);
      throw e;
    }
  }

  /** The application's function has used the application's connection: its state is its own. */
  @Override
  public boolean restore(Session session) {
    try {
      session.connection().setAutoCommit(true);
      return true;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public void release(Session session, boolean broken) {
    Connection connection = session.connection();
    Undo undo = taken.remove(session);
    if (broken || undo == null || session.isSpoilt()) {
      discard(connection);
      return;
    }
    try {
      undo.run();
      connection.close();
    } catch (SQLException | RuntimeException e) {
      discard(connection);
    }
  }

  @Override
  public boolean talksOnRelease() {
    return true;
  }

  /** Cuts it: given back alive, it would carry to the next one whatever is wrong with it. */
  private static void discard(Connection connection) {
    try {
      connection.abort(Runnable::run);
      // It is closed, and says so: a pool that watches its connections takes notice.
      connection.createStatement().close();
    } catch (SQLException | RuntimeException expected) {
      // As it should.
    }
    try {
      connection.close();
    } catch (SQLException | RuntimeException ignored) {
      // The pool knows.
    }
  }

  @Override
  public void close() {
    if (owned && dataSource instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception ignored) {
        // Nobody uses it any more.
      }
    }
  }
}
