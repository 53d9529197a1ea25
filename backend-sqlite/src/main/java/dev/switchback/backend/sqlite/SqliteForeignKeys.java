package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;

/** Looks whether foreign keys lead somewhere: SQLite itself does so only when rows are written. */
final class SqliteForeignKeys {

  private SqliteForeignKeys() {}

  /**
   * Checks where a definition's keys lead.
   *
   * @throws DatabaseException NO_SUCH_TABLE or NO_SUCH_COLUMN
   */
  static void checkTargets(SqliteSchema schema, SqliteTable table) {
    for (ConstraintDefinition key : table.foreignKeys()) {
      Tokens target = key.reference();
      String name = target.qualifiedName();
      SqliteTable parent =
          SqliteNames.same(name, table.name())
              ? table
              : schema.table(name).map(SqliteTable::of).orElse(null);
      if (parent == null) {
        throw error(ErrorKind.NO_SUCH_TABLE, table.name(), " refers to a table " + name);
      }
      for (String column : target.at("(") ? target.names() : List.<String>of()) {
        if (parent.column(column).isEmpty()) {
          throw error(
              ErrorKind.NO_SUCH_COLUMN, table.name(), " refers to a column " + name + '.' + column);
        }
      }
    }
  }

  /**
   * Checks whether a table's keys lead to keys, and its rows to rows.
   *
   * @throws DatabaseException ILLEGAL_USE or FOREIGN_KEY
   */
  static void checkRows(DdlConnection connection, String table) throws SQLException {
    List<List<String>> lost;
    try {
      lost = connection.query("pragma foreign_key_check(" + Tokens.quote(table) + ")");
    } catch (SQLException e) {
      DatabaseException error = SqliteErrors.translate(e, null);
      throw error.kind() == ErrorKind.ILLEGAL_USE
          ? error(ErrorKind.ILLEGAL_USE, table, " refers to columns that are no key")
          : error;
    }
    if (!lost.isEmpty()) {
      throw error(
          ErrorKind.FOREIGN_KEY,
          table,
          " has rows that refer to rows of " + lost.get(0).get(2) + " which are not there");
    }
  }

  private static DatabaseException error(ErrorKind kind, String table, String what) {
    return DatabaseException.builder(kind, "Table " + table + what).table(table).build();
  }
}
