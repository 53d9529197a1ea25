package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * {@code DROP TABLE} and {@code DROP VIEW}. SQLite drops what others need: it empties the tables
 * that refer to a table, as if its rows were deleted one by one, and leaves views that lead
 * nowhere.
 *
 * @param type table or view
 * @param name its name
 * @param ifExists whether it may be absent
 * @param cascade whether what depends on it goes too: the views, and of tables the foreign keys
 */
record SqliteDrop(String type, String name, boolean ifExists, boolean cascade) {

  /**
   * Reads a statement.
   *
   * @throws Tokens.NotUnderstood if it is another
   */
  static SqliteDrop parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    tokens.expect("drop");
    String type = tokens.take("table") ? "table" : "view";
    if (type.equals("view")) {
      tokens.expect("view");
    }
    boolean ifExists = tokens.take("if", "exists");
    String name = tokens.qualifiedName();
    boolean cascade = tokens.take("cascade");
    tokens.take("restrict");
    if (!tokens.atEnd()) {
      throw tokens.notUnderstood();
    }
    return new SqliteDrop(type, name, ifExists, cascade);
  }

  void run(DdlConnection connection) throws SQLException {
    SqliteSoundness soundness = new SqliteSoundness(connection);
    SqliteSchema schema = new SqliteSchema(connection);
    if (type.equals("table") && schema.table(name).isPresent()) {
      release(schema);
    }
    connection.execute("drop " + type + (ifExists ? " if exists " : " ") + Tokens.quote(name));
    if (cascade) {
      List<String> views = soundness.brokenViews();
      for (String view : views) {
        connection.execute("drop view if exists " + Tokens.quote(view));
      }
    }
    soundness.check();
  }

  /** Nothing refers to the table any more, or it is refused. */
  private void release(SqliteSchema schema) throws SQLException {
    for (Entry child : schema.referringTo(name)) {
      boolean itself = SqliteNames.same(child.name(), name);
      if (!itself && !cascade) {
        throw DatabaseException.builder(
                ErrorKind.ILLEGAL_USE,
                "Table " + child.name() + " refers to table " + name + ", which cannot be dropped")
            .table(name)
            .build();
      }
      schema.rewrite(Map.of(child.name(), SqliteTable.of(child).withoutReferencesTo(name).sql()));
    }
  }
}
