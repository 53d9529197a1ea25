package dev.switchback.backend.postgres;

import dev.switchback.conformance.Namespace.Sessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The server's own list of sessions, read over a connection that Switchback does not know. */
final class PostgresSessions implements Sessions, AutoCloseable {

  private static final String OTHERS =
      " from pg_stat_activity where datname = current_database()"
          + " and backend_type = 'client backend' and pid <> pg_backend_pid()";

  private final Connection connection;

  PostgresSessions(Connection connection) {
    this.connection = connection;
  }

  @Override
  public int count() {
    return number("select count(*)" + OTHERS);
  }

  /** How many of them do something, or have a transaction open. */
  int inUse() {
    return number("select count(*)" + OTHERS + " and state <> 'idle'");
  }

  @Override
  public boolean running(String marker) {
    return number(
            "select count(*)" + OTHERS + " and state = 'active' and strpos(query, ?) > 0", marker)
        > 0;
  }

  @Override
  public int inTransaction() {
    return number("select count(*)" + OTHERS + " and state like 'idle in transaction%'");
  }

  @Override
  public void kill() {
    number("select count(pg_terminate_backend(pid))" + OTHERS);
  }

  private synchronized int number(String sql, String... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new AssertionError("The view from outside failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
