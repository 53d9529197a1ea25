package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Statements as somebody wrote them. Not prepared: a question mark may be an operator, and braces
 * may be anything.
 */
final class ScriptJob implements Job<Void> {

  private final Dialect dialect;
  private final List<ScriptStatement> statements;
  private final boolean resets;

  /** A job; {@code resets} if the statements may have set something for the session. */
  ScriptJob(Dialect dialect, List<ScriptStatement> statements, boolean resets) {
    this.dialect = dialect;
    this.statements = statements;
    this.resets = resets;
  }

  @Override
  public UnitKind kind() {
    return UnitKind.BATCH;
  }

  @Override
  public String sql() {
    return statements.isEmpty() ? "" : statements.get(0).sql();
  }

  @Override
  public Access access() {
    return Access.WRITE;
  }

  @Override
  public boolean needsTransaction() {
    return true;
  }

  @Override
  public Void run(Session session, Interruption run, Meter meter) throws SQLException {
    try (Statement jdbc = session.connection().createStatement()) {
      jdbc.setEscapeProcessing(false);
      run.running(jdbc);
      for (ScriptStatement statement : statements) {
        if (run.isRequested()) {
          break;
        }
        execute(jdbc, statement);
      }
      if (resets) {
        dialect.resetSession(session.connection());
        session.spoil();
      }
    } finally {
      run.idle();
      session.forget();
    }
    return null;
  }

  private void execute(Statement jdbc, ScriptStatement statement) {
    try {
      if (jdbc.execute(statement.sql())) {
        drain(jdbc);
      }
    } catch (SQLException e) {
      DatabaseException failure = dialect.translate(e, statement.sql());
      throw statements.size() == 1 ? failure : statement.located(failure);
    }
  }

  /**
   * A function may be called for what it does, once for each row, and some drivers fetch lazily.
   */
  private static void drain(Statement jdbc) throws SQLException {
    try (ResultSet rows = jdbc.getResultSet()) {
      while (rows.next()) {
        // nothing is read of it
      }
    }
  }
}
