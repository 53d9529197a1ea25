package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.AlterTable;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;

/** How SQLite does what jOOQ's DDL says. */
final class SqliteDdl {

  private SqliteDdl() {}

  static Ddl of(String sql) {
    Tokens tokens = Tokens.of(sql);
    try {
      if (tokens.at("alter", "table")) {
        AlterTable statement = AlterTable.parse(sql);
        return Ddl.steps(sql, connection -> SqliteAlter.run(connection, statement));
      }
      if (tokens.at("alter", "index")) {
        return Ddl.steps(sql, SqliteIndexRename.parse(sql)::run);
      }
      if (tokens.at("alter") || tokens.at("comment")) {
        throw tokens.notUnderstood();
      }
      if (tokens.at("drop", "table") || tokens.at("drop", "view")) {
        return Ddl.steps(sql, SqliteDrop.parse(sql)::run);
      }
      if (tokens.at("create", "or", "replace", "view") || tokens.at("begin")) {
        return Ddl.steps(sql, SqliteViewReplacement.parse(sql)::run);
      }
    } catch (Tokens.NotUnderstood e) {
      throw DatabaseException.builder(
              ErrorKind.UNSUPPORTED, "SQLite has no such statement: " + e.getMessage())
          .sql(sql)
          .build();
    }
    return Ddl.statement(tokens.at("create") ? created(sql) : sql);
  }

  /** A new table's definition with all that SQLite does not add to it by itself. */
  private static String created(String sql) {
    try {
      return SqliteConstraintNames.complete(SqliteTable.parse(sql).withKeyNotNull()).sql();
    } catch (Tokens.NotUnderstood e) {
      return sql; // No table, or one made of a query.
    }
  }
}
