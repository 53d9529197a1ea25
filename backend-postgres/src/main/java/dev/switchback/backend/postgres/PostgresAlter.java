package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.ddl.AlterTable;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterType;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropPrimaryKey;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameColumn;
import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.backend.jdbc.type.TypeChange;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of {@code ALTER TABLE} touches the checks of our types, or names that the server gave. */
final class PostgresAlter {

  /** There is no conversion between the types. */
  private static final String DATATYPE_MISMATCH = "42804";

  private static final String TYPE =
      "select format_type(atttypid, atttypmod) from pg_attribute"
          + " where attrelid = to_regclass(?) and attname = ? and not attisdropped";

  private static final String CONSTRAINTS =
      "select conname from pg_constraint where conrelid = to_regclass(?) and ";

  private final DdlConnection connection;
  private final String sql;
  private final AlterTable statement;

  private PostgresAlter(DdlConnection connection, String sql, AlterTable statement) {
    this.connection = connection;
    this.sql = sql;
    this.statement = statement;
  }

  static void run(DdlConnection connection, String sql, AlterTable statement) throws SQLException {
    PostgresAlter alter = new PostgresAlter(connection, sql, statement);
    if (statement.change() instanceof AlterType type) {
      alter.alterType(type.column());
    } else if (statement.change() instanceof RenameColumn column) {
      alter.renameColumn(column);
    } else if (statement.change() instanceof DropPrimaryKey) {
      alter.dropPrimaryKey();
    }
  }

  /** In one statement: the old checks go before the type is changed, the new ones come after. */
  private void alterType(ColumnDefinition column) throws SQLException {
    TypeChange before = type(column.name());
    if (before == null) {
      connection.execute(sql); // The server says what is missing.
      return;
    }
    List<String> changes = new ArrayList<>();
    for (String check : checks(ColumnChecks.renamed(column.name(), column.name()))) {
      changes.add("drop constraint " + Tokens.quote(check));
    }
    changes.add(
        "alter "
            + Tokens.quote(column.name())
            + " type "
            + column.type()
            + column.constraint(Kind.COLLATE).map(collate -> ' ' + collate.sql()).orElse(""));
    column.constraints().stream()
        .filter(constraint -> constraint.kind() == Kind.CHECK)
        .map(ConstraintDefinition::sql)
        .forEach(check -> changes.add("add " + check));
    try {
      alter(String.join(", ", changes));
    } catch (SQLException e) {
      if (DATATYPE_MISMATCH.equals(e.getSQLState())) {
        throw DatabaseException.builder(ErrorKind.UNSUPPORTED, String.valueOf(e.getMessage()))
            .cause(e)
            .build();
      }
      throw e;
    }
    // Only now the server has said what the new type is; a refusal undoes it.
    before.checkChangeTo(type(column.name()), column.name());
  }

  /** A check's name says of which column it is, also to the one who reads the error. */
  private void renameColumn(RenameColumn change) throws SQLException {
    connection.execute(sql);
    Map<String, String> names = ColumnChecks.renamed(change.from(), change.to());
    for (String check : checks(names)) {
      alter(
          "rename constraint "
              + Tokens.quote(check)
              + " to "
              + Tokens.quote(String.valueOf(names.get(check))));
    }
  }

  private void dropPrimaryKey() throws SQLException {
    List<List<String>> keys = connection.query(CONSTRAINTS + "contype = 'p'", statement.tableSql());
    if (keys.isEmpty()) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE, "Table " + statement.table() + " has no primary key")
          .table(statement.table())
          .build();
    }
    alter("drop constraint " + Tokens.quote(keys.get(0).get(0)));
  }

  private void alter(String changes) throws SQLException {
    connection.execute("alter table " + statement.tableSql() + ' ' + changes);
  }

  private @Nullable TypeChange type(String column) throws SQLException {
    List<List<String>> rows = connection.query(TYPE, statement.tableSql(), column);
    return rows.isEmpty() ? null : PostgresDeclaredType.of(rows.get(0).get(0)).change();
  }

  /** Which of these checks there are. */
  private List<String> checks(Map<String, String> names) throws SQLException {
    List<String> found = new ArrayList<>();
    for (String name : names.keySet()) {
      connection
          .query(CONSTRAINTS + "contype = 'c' and conname = ?", statement.tableSql(), name)
          .forEach(row -> found.add(row.get(0)));
    }
    return found;
  }
}
