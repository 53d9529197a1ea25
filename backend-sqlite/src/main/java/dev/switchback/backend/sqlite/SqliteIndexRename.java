package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.Optional;

/** {@code ALTER INDEX … RENAME TO}, which SQLite has not: the index is made anew. */
record SqliteIndexRename(String from, String to, boolean ifExists) {

  /**
   * Reads a statement.
   *
   * @throws Tokens.NotUnderstood if it is another
   */
  static SqliteIndexRename parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    tokens.expect("alter", "index");
    boolean ifExists = tokens.take("if", "exists");
    String from = tokens.qualifiedName();
    tokens.expect("rename", "to");
    return new SqliteIndexRename(from, tokens.qualifiedName(), ifExists);
  }

  void run(DdlConnection connection) throws SQLException {
    Optional<Entry> index =
        new SqliteSchema(connection)
            .all("index").stream()
                .filter(entry -> SqliteNames.same(entry.name(), from))
                .findFirst();
    if (index.isPresent()) {
      connection.execute("drop index " + Tokens.quote(from));
      connection.execute(SqliteIndex.renamed(index.get().sql(), to));
    } else if (!ifExists) {
      // Servers know no difference: tables and indexes share their names.
      throw DatabaseException.of(ErrorKind.NO_SUCH_TABLE, "There is no index " + from);
    }
  }
}
