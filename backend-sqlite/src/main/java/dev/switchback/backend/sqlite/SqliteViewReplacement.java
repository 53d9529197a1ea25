package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code CREATE OR REPLACE VIEW}, which SQLite has not. Columns stay, and more may come behind
 * them: so who uses the view goes on.
 *
 * @param name its name
 * @param definition all behind the name
 */
record SqliteViewReplacement(String name, String definition) {

  /**
   * Reads a statement, or the block that jOOQ prints for {@code ALTER VIEW … AS}.
   *
   * @throws Tokens.NotUnderstood if it is another
   */
  static SqliteViewReplacement parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    boolean block = tokens.take("begin");
    if (block) {
      tokens.expect("drop", "view");
      tokens.qualifiedName();
      tokens.expect(";");
    }
    tokens.expect("create");
    tokens.take("or", "replace");
    tokens.expect("view");
    String name = tokens.qualifiedName();
    int start = tokens.position();
    while (!tokens.atEnd() && !tokens.at(";")) {
      tokens.skip();
    }
    String definition = tokens.since(start);
    if (block) {
      tokens.expect(";", "end");
    }
    tokens.take(";");
    if (!tokens.atEnd()) {
      throw tokens.notUnderstood();
    }
    return new SqliteViewReplacement(name, definition);
  }

  void run(DdlConnection connection) throws SQLException {
    SqliteSoundness soundness = new SqliteSoundness(connection);
    List<Entry> triggers = new SqliteSchema(connection).of(name, "trigger");
    List<String> before = columns(connection);
    String quoted = Tokens.quote(name);
    connection.execute("drop view if exists " + quoted);
    connection.execute("create view " + quoted + ' ' + definition);
    List<String> after = columns(connection);
    if (after.size() < before.size() || !after.subList(0, before.size()).equals(before)) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE,
              "View " + name + " had the columns " + before + ", which the new one must keep")
          .table(name)
          .build();
    }
    for (Entry trigger : triggers) {
      connection.execute(trigger.sql());
    }
    soundness.check();
  }

  /** None, if there is no such view. */
  private List<String> columns(DdlConnection connection) throws SQLException {
    return connection.query("select name from pragma_table_info(?)", name).stream()
        .map(row -> row.get(0))
        .toList();
  }
}
