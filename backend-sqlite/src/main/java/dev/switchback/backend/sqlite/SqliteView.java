package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code CREATE VIEW}, which SQLite takes without a look at what it says, and {@code CREATE OR
 * REPLACE VIEW}, which it has not.
 *
 * @param name its name
 * @param definition all behind the name
 * @param replaces whether there may be one, whose columns stay: who reads it goes on
 * @param mustExist whether there must be one
 */
record SqliteView(String name, String definition, boolean replaces, boolean mustExist) {

  /**
   * Reads a statement, or the block that jOOQ prints for {@code ALTER VIEW … AS}.
   *
   * @throws Tokens.NotUnderstood if it is another
   */
  static SqliteView parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    boolean block = tokens.take("begin");
    if (block) {
      tokens.expect("drop", "view");
      tokens.qualifiedName();
      tokens.expect(";");
    }
    tokens.expect("create");
    boolean replaces = tokens.take("or", "replace");
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
    return new SqliteView(name, definition, replaces, block);
  }

  void run(DdlConnection connection) throws SQLException {
    SqliteSoundness soundness = new SqliteSoundness(connection);
    List<Entry> triggers = new SqliteSchema(connection).of(name, "trigger");
    List<String> before = SqliteViews.columns(connection, name);
    String quoted = Tokens.quote(name);
    if (replaces || mustExist) {
      connection.execute("drop view " + (mustExist ? "" : "if exists ") + quoted);
    }
    connection.execute("create view " + quoted + ' ' + definition);
    connection.query("explain select * from " + quoted);
    List<String> after = SqliteViews.columns(connection, name);
    if (replaces
        && !(after.size() >= before.size() && after.subList(0, before.size()).equals(before))) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE,
              "View " + name + " has the columns " + before + ", which the new one must keep")
          .table(name)
          .build();
    }
    if (replaces) {
      for (Entry trigger : triggers) {
        connection.execute(trigger.sql());
      }
    }
    soundness.check();
  }
}
