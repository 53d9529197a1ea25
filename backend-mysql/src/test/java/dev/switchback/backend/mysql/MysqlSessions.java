package dev.switchback.backend.mysql;

import dev.switchback.conformance.Namespace.Sessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The sessions of a database, as the server lists them. */
final class MysqlSessions implements Sessions, AutoCloseable {

  private static final String OTHERS = " from information_schema.processlist p where p.db = ?";

  private final Connection connection;
  private final String database;

  MysqlSessions(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  @Override
  public int count() {
    return number("select count(*)" + OTHERS, database);
  }

  @Override
  public boolean running(String marker) {
    return number(
            "select count(*)"
                + OTHERS
                + " and p.command in ('Query', 'Execute') and locate(?, p.info) > 0",
            database,
            marker)
        > 0;
  }

  @Override
  public int inTransaction() {
    return number(
        "select count(*)"
            + OTHERS
            + " and p.id in (select trx_mysql_thread_id from information_schema.innodb_trx)",
        database);
  }

  @Override
  public synchronized void kill() {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement("select p.id" + OTHERS)) {
      select.setString(1, database);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError("The view from outside failed: " + e.getMessage(), e);
    }
    for (long id : ids) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("kill connection " + id);
      } catch (SQLException alreadyGone) {
        // as it should be
      }
    }
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
