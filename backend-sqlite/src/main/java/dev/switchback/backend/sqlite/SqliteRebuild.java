package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a table with another definition in a table's place, with its rows, indexes and triggers.
 *
 * <p>It is SQLite's own procedure but for one thing. Dropping the old table deletes its rows first,
 * and with foreign keys on that deletes the rows of other tables too; and they cannot be off in a
 * transaction. So before it is dropped, all that refers to it is made to refer to the new one: then
 * nothing is deleted but the table. See docs/decisions/sqlite-rebuild.md.
 */
final class SqliteRebuild {

  /** What the new table is called until it takes the old one's place. */
  private static final String NEW = "switchback_rebuild";

  private final DdlConnection connection;
  private final SqliteSchema schema;
  private final Entry old;
  private final SqliteTable from;
  private final SqliteAlteration to;

  SqliteRebuild(DdlConnection connection, SqliteSchema schema, Entry old, SqliteAlteration to) {
    this.connection = connection;
    this.schema = schema;
    this.old = old;
    this.from = SqliteTable.of(old);
    this.to = to;
  }

  void run() throws SQLException {
    SqliteSoundness soundness = new SqliteSoundness(connection);
    List<Entry> children = schema.referringTo(old.name());
    SqliteForeignKeys.checkTargets(schema, to.table());
    execute(to.table().named(NEW).sql());
    copy();
    takePlace();
    restoreIndexes();
    restoreTriggers();
    checkKeys(children);
    soundness.check();
  }

  /** A table may say that rows which violate a key are to be left out: not here. */
  private void copy() throws SQLException {
    List<String> columns =
        new ArrayList<>(to.sources().keySet().stream().map(Tokens::quote).toList());
    List<String> values = new ArrayList<>(to.sources().values());
    if (from.hasHiddenRowId() && to.table().hasHiddenRowId()) {
      columns.add("rowid");
      values.add("rowid");
    }
    String sql =
        "insert or abort into %s (%s) select %s from %s"
            .formatted(
                NEW,
                String.join(", ", columns),
                String.join(", ", values),
                Tokens.quote(old.name()));
    execute(sql);
    if (to.table().isNumbered() && from.isNumbered()) {
      connection.execute("delete from sqlite_sequence where name = ?", NEW);
      connection.execute(
          "insert into sqlite_sequence (name, seq)"
              + " select ?, seq from sqlite_sequence where name = ?",
          NEW,
          old.name());
    }
  }

  /** An error is one of the table, under the name by which it is known. */
  private void execute(String sql) throws SQLException {
    try {
      connection.execute(sql);
    } catch (SQLException e) {
      DatabaseException error = SqliteErrors.translate(e, null);
      boolean foreignKey = error.kind() == ErrorKind.FOREIGN_KEY;
      throw error.toBuilder()
          .message(
              foreignKey
                  ? "Table " + old.name() + " has rows that refer to rows which are not there"
                  : String.valueOf(error.getMessage()).replace(NEW, old.name()))
          .table(foreignKey || error.table() != null ? old.name() : null)
          .cause(e)
          .build();
    }
  }

  private void takePlace() throws SQLException {
    SqliteSchema withBoth = new SqliteSchema(connection);
    Map<String, String> redirected = new LinkedHashMap<>();
    for (Entry child : withBoth.referringTo(old.name())) {
      redirected.put(child.name(), SqliteSchema.redirect(child.sql(), old.name(), NEW));
    }
    withBoth.rewrite(redirected);
    connection.execute("drop table " + Tokens.quote(old.name()));
    // Otherwise SQLite looks at all views and triggers, of which some now lead nowhere.
    connection.execute("pragma legacy_alter_table = on");
    try {
      // With foreign keys on it makes all that refers to the one name refer to the other.
      connection.execute("alter table " + NEW + " rename to " + Tokens.quote(old.name()));
    } finally {
      connection.restore("pragma legacy_alter_table = off");
    }
  }

  private void restoreIndexes() throws SQLException {
    for (Entry index : schema.of(old.name(), "index")) {
      if (!to.drops(SqliteIndex.parse(index.sql()))) {
        connection.execute(index.sql());
      }
    }
  }

  private void restoreTriggers() throws SQLException {
    for (Entry trigger : schema.of(old.name(), "trigger")) {
      connection.execute(trigger.sql());
    }
  }

  private void checkKeys(List<Entry> children) throws SQLException {
    Set<String> tables = new LinkedHashSet<>(List.of(old.name()));
    children.forEach(child -> tables.add(child.name()));
    for (String table : tables) {
      SqliteForeignKeys.checkRows(connection, table);
    }
  }
}
