package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.DataSourceConnections.Guest;
import dev.switchback.backend.jdbc.DataSourceConnections.Undo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the session of an application's connection as the portable rules need it, in one round
 * trip, and puts it back in another; in none, if it is so already.
 */
final class PostgresGuest implements Guest {

  private final List<String> names;
  private final List<String> wanted;
  private final String settle;

  PostgresGuest(Map<String, String> settings) {
    this.names = List.copyOf(settings.keySet());
    this.wanted = List.copyOf(settings.values());
    // What was is read before it is changed: the one row of the inner query is there first.
    this.settle =
        settings.entrySet().stream()
            .map(setting -> set(setting.getKey(), "'" + setting.getValue() + "'"))
            .collect(Collectors.joining(", ", "select was.*, ", " from was"))
            .replaceFirst("^", with());
  }

  private String with() {
    return names.stream()
        .map(name -> "current_setting('" + name + "')")
        .collect(Collectors.joining(", ", "with was as materialized (select ", ") "));
  }

  private static String set(String name, String value) {
    return "set_config('" + name + "', " + value + ", false)";
  }

  @Override
  public Undo settle(Connection connection) throws SQLException {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(settle)) {
      row.next();
      for (int i = 1; i <= names.size(); i++) {
        before.add(row.getString(i));
        after.add(row.getString(names.size() + i));
      }
    }
    return before.equals(after) ? Undo.NOTHING : () -> restore(connection, before);
  }

  private void restore(Connection connection, List<String> before) throws SQLException {
    String sql =
        names.stream().map(name -> set(name, "?")).collect(Collectors.joining(", ", "select ", ""));
    try (PreparedStatement statement = PostgresDialect.unnamed(connection, sql)) {
      for (int i = 0; i < before.size(); i++) {
        statement.setString(i + 1, before.get(i));
      }
      statement.execute();
    }
  }
}
