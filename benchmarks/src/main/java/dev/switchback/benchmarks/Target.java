package dev.switchback.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database, and how a careful user of plain JDBC connects to it: with the same durability and the
 * same settings as ours.
 */
record Target(String url) {

  boolean isFile() {
    return url.startsWith("jdbc:sqlite:");
  }

  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    if (isFile()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma journal_mode = wal");
        statement.execute("pragma synchronous = full");
        statement.execute("pragma busy_timeout = 5000");
      }
    }
    return connection;
  }

  /** Empties a table, without a trace that would slow down who fills it. */
  void clear(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute((isFile() ? "delete from " : "truncate ") + table);
    }
  }

  @Override
  public String toString() {
    return isFile() ? "SQLite" : "PostgreSQL";
  }
}
