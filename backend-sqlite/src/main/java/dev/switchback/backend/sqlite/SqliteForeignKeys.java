package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;

/** Looks whether foreign keys lead somewhere: SQLite itself does so only when rows are written. */
final class SqliteForeignKeys {

  private SqliteForeignKeys() {}

  /**
   * Checks the foreign keys of a table, and those of its rows.
   *
   * @throws DatabaseException NO_SUCH_TABLE, ILLEGAL_USE or FOREIGN_KEY
   */
  static void check(DdlConnection connection, String table) throws SQLException {
    SqliteSchema schema = new SqliteSchema(connection);
    Entry entry = schema.table(table).orElseThrow();
    for (String parent : SqliteTable.of(entry).referencedTables()) {
      if (schema.table(parent).isEmpty()) {
        throw error(
            ErrorKind.NO_SUCH_TABLE, table, " refers to table " + parent + ", which is not there");
      }
    }
    List<List<String>> lost = lostRows(connection, table);
    if (!lost.isEmpty()) {
      throw error(
          ErrorKind.FOREIGN_KEY,
          table,
          " has rows that refer to rows of " + lost.get(0).get(2) + " which are not there");
    }
  }

  private static List<List<String>> lostRows(DdlConnection connection, String table)
      throws SQLException {
    try {
      return connection.query("pragma foreign_key_check(" + Tokens.quote(table) + ")");
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("foreign key mismatch")) {
        throw error(ErrorKind.ILLEGAL_USE, table, " refers to columns that are no key");
      }
      throw e;
    }
  }

  private static DatabaseException error(ErrorKind kind, String table, String what) {
    return DatabaseException.builder(kind, "Table " + table + what).table(table).build();
  }
}
