package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Set;

/**
 * Looks at SQL text as far as needed to refuse what would go wrong silently: a second statement
 * (one driver runs only the first), and transaction control behind the engine's back. Immutable.
 */
final class SingleStatement {

  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("begin", "start", "commit", "end", "rollback", "savepoint", "release", "abort");

  private static final Set<String> CHANGES_ROWS =
      Set.of("insert", "update", "delete", "replace", "merge", "with", "copy", "load");

  private static final Set<String> WRITES =
      Set.of("insert", "update", "delete", "replace", "merge");

  private static final Set<String> DDL =
      Set.of(
          "create",
          "alter",
          "drop",
          "truncate",
          "rename",
          "analyze",
          "optimize",
          "grant",
          "revoke");

  private final SqlStatements statements;

  SingleStatement(Set<SqlSyntax> syntax) {
    this.statements = new SqlStatements(syntax);
  }

  /**
   * Refuses empty SQL, several statements and transaction control.
   *
   * @throws DatabaseException SYNTAX or ILLEGAL_USE
   */
  void check(String sql) {
    if (statements.begin(sql, 0) >= sql.length()) {
      throw error(ErrorKind.SYNTAX, "The SQL is empty", sql);
    }
    if (TRANSACTION_CONTROL.contains(statements.firstWord(sql, 0))) {
      throw error(
          ErrorKind.ILLEGAL_USE, "Transactions are begun and ended by Database.transaction", sql);
    }
    if (hasSecond(sql)) {
      throw error(ErrorKind.ILLEGAL_USE, "Only one statement can be run at a time", sql);
    }
  }

  private boolean hasSecond(String sql) {
    int end = statements.end(sql, 0);
    return end < sql.length() && statements.begin(sql, end) < sql.length();
  }

  /** Whether the driver's count means something: some leave that of an earlier statement. */
  boolean changesRows(String sql) {
    return CHANGES_ROWS.contains(statements.firstWord(sql, 0));
  }

  /** Whether it changes the schema, as far as its first word tells. */
  boolean isDdl(String sql) {
    return DDL.contains(statements.firstWord(sql, 0));
  }

  /** Whether it writes for sure; {@code WITH} may or may not. */
  boolean writes(String sql) {
    return WRITES.contains(statements.firstWord(sql, 0));
  }

  private static DatabaseException error(ErrorKind kind, String message, String sql) {
    return DatabaseException.builder(kind, message).sql(sql).build();
  }
}
