package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.DataSourceConnections.Guest;
import dev.switchback.backend.jdbc.DataSourceConnections.Undo;
import dev.switchback.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the session of an application's connection as the portable rules need it, and undoes it.
 */
final class MysqlGuest implements Guest {

  private final List<String> names;
  private final String read;
  private final String settle;

  MysqlGuest(DatabaseConfig config, Flavour flavour) {
    List<String> all =
        new ArrayList<>(
            List.of("character_set_client", "character_set_results", "collation_connection"));
    all.addAll(MysqlSettings.needed(config, flavour).keySet());
    this.names = List.copyOf(all);
    this.read =
        names.stream().map(name -> "@@" + name).collect(Collectors.joining(", ", "select ", ""));
    this.settle = MysqlSettings.session(config, flavour);
  }

  @Override
  public Undo settle(Connection connection) throws SQLException {
    List<Object> before = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(read)) {
        row.next();
        for (int i = 1; i <= names.size(); i++) {
          before.add(row.getObject(i));
        }
      }
      statement.execute(settle);
    }
    return () -> restore(connection, before);
  }

  private void restore(Connection connection, List<Object> before) throws SQLException {
    String sql =
        names.stream().map(name -> name + " = ?").collect(Collectors.joining(", ", "set ", ""));
    try (PreparedStatement statement = MysqlDialect.once(connection, sql)) {
      for (int i = 0; i < before.size(); i++) {
        statement.setObject(i + 1, before.get(i));
      }
      statement.execute();
    }
  }
}
