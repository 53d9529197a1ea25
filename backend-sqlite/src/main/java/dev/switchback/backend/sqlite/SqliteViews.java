package dev.switchback.backend.sqlite;

import static java.util.stream.Collectors.joining;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definitions of views. */
final class SqliteViews {

  private SqliteViews() {}

  /** The names of a view's columns; none, if there is no such view. */
  static List<String> columns(DdlConnection connection, String view) throws SQLException {
    return connection.query("select name from pragma_table_info(?)", view).stream()
        .map(row -> row.get(0))
        .toList();
  }

  /**
   * Writes down how the columns of views are called that take one of that name from somewhere: when
   * it is renamed, a view that says no names of its own would rename its column too.
   */
  static void nameColumns(DdlConnection connection, SqliteSchema schema, String column)
      throws SQLException {
    Map<String, String> named = new LinkedHashMap<>();
    for (Entry view : schema.all("view")) {
      Tokens tokens = Tokens.of(view.sql());
      while (!tokens.take("view")) {
        tokens.step();
      }
      tokens.take("if", "not", "exists");
      tokens.qualifiedName();
      if (tokens.at("as") && tokens.mentions(column)) {
        String names =
            columns(connection, view.name()).stream()
                .map(Tokens::quote)
                .collect(joining(", ", " (", ")"));
        named.put(view.name(), tokens.inserted(names));
      }
    }
    schema.rewrite(named);
  }
}
