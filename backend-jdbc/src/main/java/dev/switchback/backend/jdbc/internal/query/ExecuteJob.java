package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A statement that returns a count.
 *
 * @param dialect says how rows are counted
 * @param query the statement
 */
public record ExecuteJob(Dialect dialect, Rendered query) implements Job<Integer> {

  @Override
  public UnitKind kind() {
    return UnitKind.EXECUTE;
  }

  @Override
  public String sql() {
    return query.text().shown();
  }

  @Override
  public Access access() {
    return Access.WRITE;
  }

  @Override
  public boolean isSingleWrite() {
    return query.text().modelled();
  }

  @Override
  public boolean needsTransaction() {
    return query.text().steps() != null;
  }

  @Override
  public Integer run(Session session, Interruption run, Meter meter) throws SQLException {
    if (query.text().isNothing() || query.text().stepped(session, run)) {
      return 0;
    }
    return query
        .text()
        .prepared(
            session,
            statement -> {
              query.bind(statement);
              run.running(statement);
              try {
                meter.rows = count(statement);
                return (int) meter.rows;
              } finally {
                run.idle();
              }
            });
  }

  private int count(PreparedStatement statement) throws SQLException {
    if (statement.execute()) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE, "The statement returns rows: use fetch")
          .sql(sql())
          .build();
    }
    return query.text().counts()
        ? Math.max(0, dialect.count(statement, query.text().upserts()))
        : 0;
  }
}
