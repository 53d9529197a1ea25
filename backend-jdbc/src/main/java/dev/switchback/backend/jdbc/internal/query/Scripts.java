package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.DatabaseException;
import java.util.List;

/** Makes jobs of text that is the database's own, in the caller's thread: cut and checked. */
public final class Scripts {

  private final Dialect dialect;
  private final Renderer renderer;

  Scripts(Dialect dialect, Renderer renderer) {
    this.dialect = dialect;
    this.renderer = renderer;
  }

  /** The statements of a script; what rows they return is nobody's. */
  public Job<Void> script(String script) {
    return new ScriptJob(dialect, statements(script), true);
  }

  /** A statement, as it is. */
  public Job<Void> verbatim(String sql) {
    return new ScriptJob(dialect, List.of(new ScriptStatement(sql, 1)), false);
  }

  /**
   * The SQL of a script's statements.
   *
   * @throws DatabaseException SYNTAX or ILLEGAL_USE, which names the line
   */
  public List<String> sql(String script) {
    return statements(script).stream().map(ScriptStatement::sql).toList();
  }

  private List<ScriptStatement> statements(String script) {
    List<ScriptStatement> statements = new SqlStatements(dialect.syntax()).split(script);
    for (ScriptStatement statement : statements) {
      try {
        renderer.check(statement.sql());
        dialect.checkInTransaction(statement.sql());
      } catch (DatabaseException e) {
        throw statement.located(e);
      }
    }
    return statements;
  }
}
