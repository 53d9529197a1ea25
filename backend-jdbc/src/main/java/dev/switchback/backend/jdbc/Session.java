package dev.switchback.backend.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection, and the statements that stay prepared on it. Used by one thread at a time.
 *
 * <p>For drivers that keep none themselves. A statement is kept only if its text fixes its columns:
 * the database prepares it anew when the schema has changed, and the driver does not notice.
 */
public final class Session {

  /** How a driver prepares a statement. */
  @FunctionalInterface
  public interface Preparer {
    /** Prepares it. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException;
  }

  private final Connection connection;
  private final int capacity;
  private final Preparer once;

  /** Those at rest, the one used longest ago first. */
  private final Map<String, PreparedStatement> kept = new LinkedHashMap<>();

  private boolean spoilt;

  /**
   * A session.
   *
   * @param capacity the most statements that it keeps; 0 for a driver that keeps them
   * @param once prepares those that nobody is to keep
   */
  public Session(Connection connection, int capacity, Preparer once) {
    this.connection = connection;
    this.capacity = capacity;
    this.once = once;
  }

  /** The connection. */
  public Connection connection() {
    return connection;
  }

  /**
   * A statement, perhaps one that was kept; the caller keeps or closes it.
   *
   * @param repeatable whether it may be kept, by whomever
   */
  public PreparedStatement prepare(String sql, boolean repeatable) throws SQLException {
    if (!repeatable) {
      return once.prepare(connection, sql);
    }
    PreparedStatement statement = kept.remove(sql);
    return statement == null ? connection.prepareStatement(sql) : statement;
  }

  /** Takes a statement that has run without an error and has no result open. */
  public void keep(String sql, PreparedStatement statement) throws SQLException {
    if (capacity == 0) {
      statement.close();
      return;
    }
    // The driver would hold on to large values.
    statement.clearParameters();
    PreparedStatement same = kept.put(sql, statement);
    if (same != null) {
      same.close();
    }
    if (kept.size() > capacity) {
      Iterator<PreparedStatement> oldest = kept.values().iterator();
      PreparedStatement evicted = oldest.next();
      oldest.remove();
      evicted.close();
    }
  }

  /** Closes a statement that has failed: what that says is no news. */
  public static void discard(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException ignored) {
      // The error that is under way tells more.
    }
  }

  /** Notes that what somebody else had set up on the connection is lost. */
  public void spoil() {
    spoilt = true;
  }

  /** Whether it is. */
  boolean isSpoilt() {
    return spoilt;
  }

  /** Closes the statements at rest: the schema may have changed. */
  public void forget() throws SQLException {
    for (PreparedStatement statement : kept.values()) {
      statement.close();
    }
    kept.clear();
  }
}
