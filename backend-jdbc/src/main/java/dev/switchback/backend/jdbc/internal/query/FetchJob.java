package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.Result;

/** A query that returns rows; {@code shape} makes of them what the caller asked for. */
public final class FetchJob<R extends Record, T> implements Job<T> {

  private final Rendered query;
  private final RowReader<R> reader;
  private final int limit;
  private final Function<Result<R>, T> shape;

  /** A fetch that reads at most {@code limit} rows. */
  public FetchJob(Rendered query, RowReader<R> reader, int limit, Function<Result<R>, T> shape) {
    this.query = query;
    this.reader = reader;
    this.limit = limit;
    this.shape = shape;
  }

  @Override
  public UnitKind kind() {
    return UnitKind.FETCH;
  }

  @Override
  public String sql() {
    return query.sql();
  }

  @Override
  public Access access() {
    return query.access();
  }

  @Override
  public T run(Connection connection, Interruption run, Meter meter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      query.bind(statement);
      run.running(statement);
      try {
        if (!statement.execute()) {
          throw DatabaseException.builder(
                  ErrorKind.ILLEGAL_USE, "The statement returns no rows: use execute")
              .sql(query.sql())
              .build();
        }
        long executed = System.nanoTime();
        Result<R> result;
        try (ResultSet rows = statement.getResultSet()) {
          result = reader.read(rows, limit);
        }
        meter.rows = result.size();
        meter.decodeNanos = System.nanoTime() - executed;
        return shape.apply(result);
      } finally {
        run.idle();
      }
    }
  }
}
