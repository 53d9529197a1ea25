package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.AlterTable;
import dev.switchback.backend.jdbc.ddl.AlterTable.Add;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameColumn;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameConstraint;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameTable;
import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code ALTER TABLE}: by SQLite itself where it can, else by a new table in the old one's place.
 */
final class SqliteAlter {

  /** A default that SQLite can give to the rows that are there. */
  private static final Pattern CONSTANT =
      Pattern.compile("default\\s*\\(?\\s*([-+]?\\s*\\d[\\d.]*|'([^']|'')*'|null)\\s*\\)?");

  private final DdlConnection connection;
  private final AlterTable statement;

  private SqliteAlter(DdlConnection connection, AlterTable statement) {
    this.connection = connection;
    this.statement = statement;
  }

  static void run(DdlConnection connection, AlterTable statement) throws SQLException {
    new SqliteAlter(connection, statement).run();
  }

  private void run() throws SQLException {
    SqliteSchema schema = new SqliteSchema(connection);
    Optional<Entry> entry = schema.table(statement.table());
    if (entry.isEmpty()) {
      if (!statement.ifExists()) {
        throw DatabaseException.builder(
                ErrorKind.NO_SUCH_TABLE, "There is no table " + statement.table())
            .table(statement.table())
            .build();
      }
      return;
    }
    SqliteTable table = SqliteTable.of(entry.get());
    if (statement.change() instanceof RenameTable rename) {
      alter("rename to " + Tokens.quote(rename.to()));
    } else if (statement.change() instanceof RenameColumn rename) {
      SqliteViews.nameColumns(connection, schema, rename.from());
      alter("rename column " + Tokens.quote(rename.from()) + " to " + Tokens.quote(rename.to()));
      renameConstraints(ColumnChecks.renamed(rename.from(), rename.to()));
    } else if (statement.change() instanceof RenameConstraint rename) {
      renameConstraint(table, rename);
    } else {
      SqliteAlteration alteration = SqliteAlteration.of(table, statement.change());
      if (statement.change() instanceof Add add && isEasy(add)) {
        add(table, add.columns());
      } else if (!alteration.changesNothing()) {
        new SqliteRebuild(connection, schema, entry.get(), alteration).run();
      }
    }
  }

  private void alter(String change) throws SQLException {
    connection.execute("alter table " + Tokens.quote(statement.table()) + ' ' + change);
  }

  private void renameConstraint(SqliteTable table, RenameConstraint change) throws SQLException {
    if (table.renamed(Map.of(change.from(), change.to())).equals(table)) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE,
              "Table " + table.name() + " has no constraint " + change.from())
          .table(table.name())
          .build();
    }
    renameConstraints(Map.of(change.from(), change.to()));
  }

  private void renameConstraints(Map<String, String> names) throws SQLException {
    SqliteSchema schema = new SqliteSchema(connection);
    Entry entry = schema.table(statement.table()).orElseThrow();
    SqliteTable table = SqliteTable.of(entry);
    SqliteTable renamed = table.renamed(names);
    if (!renamed.equals(table)) {
      schema.rewrite(Map.of(entry.name(), renamed.sql()));
    }
  }

  /** SQLite adds a column without touching a row, if no row could object to it. */
  private static boolean isEasy(Add add) {
    return add.constraints().isEmpty() && add.columns().stream().allMatch(SqliteAlter::isEasy);
  }

  private static boolean isEasy(ColumnDefinition column) {
    Optional<ConstraintDefinition> value = column.constraint(Kind.DEFAULT);
    boolean hard =
        column.has(Kind.PRIMARY_KEY)
            || column.has(Kind.UNIQUE)
            || column.has(Kind.FOREIGN_KEY)
            || column.has(Kind.GENERATED)
            || (column.has(Kind.NOT_NULL) && value.isEmpty());
    return !hard && (value.isEmpty() || CONSTANT.matcher(value.get().body()).matches());
  }

  private void add(SqliteTable table, List<ColumnDefinition> columns) throws SQLException {
    for (ColumnDefinition column : columns) {
      if (table.column(column.name()).isEmpty()) {
        alter("add " + column.sql());
      }
    }
  }
}
