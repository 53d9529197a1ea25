package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A statement that returns a count.
 *
 * @param query the statement
 */
public record ExecuteJob(Rendered query) implements Job<Integer> {

  @Override
  public UnitKind kind() {
    return UnitKind.EXECUTE;
  }

  @Override
  public String sql() {
    return query.sql();
  }

  @Override
  public Access access() {
    return Access.WRITE;
  }

  @Override
  public Integer run(Connection connection, Interruption run, Meter meter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      query.bind(statement);
      run.running(statement);
      try {
        if (statement.execute()) {
          throw DatabaseException.builder(
                  ErrorKind.ILLEGAL_USE, "The statement returns rows: use fetch")
              .sql(query.sql())
              .build();
        }
        int count = query.counts() ? Math.max(0, statement.getUpdateCount()) : 0;
        meter.rows = count;
        return count;
      } finally {
        run.idle();
      }
    }
  }
}
