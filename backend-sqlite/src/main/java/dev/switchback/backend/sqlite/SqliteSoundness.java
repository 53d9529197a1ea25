package dev.switchback.backend.sqlite;

import static java.util.stream.Collectors.joining;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which views and triggers work. SQLite lets them fall to pieces when what they use goes away, and
 * says so only when they are used: here it is asked before and after.
 */
final class SqliteSoundness {

  private final DdlConnection connection;
  private final Set<String> brokenBefore;

  SqliteSoundness(DdlConnection connection) throws SQLException {
    this.connection = connection;
    this.brokenBefore = broken(new SqliteSchema(connection)).keySet();
  }

  /**
   * Refuses a change that broke something.
   *
   * @throws DatabaseException ILLEGAL_USE
   */
  void check() throws SQLException {
    for (Map.Entry<String, String> now : broken(new SqliteSchema(connection)).entrySet()) {
      if (!brokenBefore.contains(now.getKey())) {
        throw DatabaseException.of(
            ErrorKind.ILLEGAL_USE,
            now.getKey() + " depends on what would be gone: " + now.getValue());
      }
    }
  }

  private Map<String, String> broken(SqliteSchema schema) throws SQLException {
    Map<String, String> broken = new LinkedHashMap<>();
    for (Entry view : schema.all("view")) {
      compile("View " + view.name(), "select * from " + Tokens.quote(view.name()), broken);
    }
    Set<String> triggered = new TreeSet<>();
    schema.all("trigger").forEach(trigger -> triggered.add(trigger.table()));
    for (String table : triggered) {
      String quoted = Tokens.quote(table);
      compile("A trigger of " + table + " (delete)", "delete from " + quoted, broken);
      compile(
          "A trigger of " + table + " (insert)",
          "insert into " + quoted + " default values",
          broken);
      compile(
          "A trigger of " + table + " (update)",
          "update " + quoted + " set " + self(table),
          broken);
    }
    return broken;
  }

  /** All columns set to themselves. */
  private String self(String table) throws SQLException {
    return connection.query("select name from pragma_table_info(?)", table).stream()
        .map(row -> Tokens.quote(row.get(0)))
        .map(column -> column + " = " + column)
        .collect(joining(", "));
  }

  private void compile(String what, String sql, Map<String, String> broken) throws SQLException {
    try {
      connection.query("explain " + sql);
    } catch (SQLException e) {
      DatabaseException error = SqliteErrors.translate(e, sql);
      if (!SqliteTables.BROKEN.contains(error.kind())) {
        throw e;
      }
      broken.put(what, String.valueOf(error.getMessage()));
    }
  }

  /** The views that do not work, although they did. */
  List<String> brokenViews() throws SQLException {
    SqliteSchema schema = new SqliteSchema(connection);
    Set<String> broken = broken(schema).keySet();
    return schema.all("view").stream()
        .map(Entry::name)
        .filter(name -> broken.contains("View " + name))
        .filter(name -> !brokenBefore.contains("View " + name))
        .toList();
  }
}
