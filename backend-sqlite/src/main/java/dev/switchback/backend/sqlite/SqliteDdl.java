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
      boolean view = tokens.at("create", "view") || tokens.at("create", "or", "replace", "view");
      if (tokens.at("begin") || (view && !tokens.at("create", "view", "if"))) {
        return Ddl.steps(sql, SqliteView.parse(sql)::run);
      }
    } catch (Tokens.NotUnderstood e) {
      throw DatabaseException.builder(
              ErrorKind.UNSUPPORTED, "SQLite has no such statement: " + e.getMessage())
          .sql(sql)
          .build();
    }
    return tokens.at("create") ? create(sql) : Ddl.statement(sql);
  }

  /** A new table gets all that SQLite does not see to by itself. */
  private static Ddl create(String sql) {
    SqliteTable table;
    try {
      table = SqliteConstraintNames.complete(SqliteTable.parse(sql).withKeyNotNull());
    } catch (Tokens.NotUnderstood e) {
      return Ddl.statement(sql); // No table, or one made of a query.
    }
    if (table.foreignKeys().isEmpty() || table.isTemporary()) {
      return Ddl.statement(table.sql());
    }
    return Ddl.steps(
        table.sql(),
        connection -> {
          SqliteSchema schema = new SqliteSchema(connection);
          boolean isNew = schema.table(table.name()).isEmpty();
          connection.execute(table.sql());
          if (isNew) {
            SqliteForeignKeys.checkTargets(schema, table);
            SqliteForeignKeys.checkRows(connection, table.name());
          }
        });
  }
}
