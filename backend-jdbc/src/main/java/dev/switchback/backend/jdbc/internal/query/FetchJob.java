package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Record;

/** A query that returns rows; {@code shape} makes of them what the caller asked for. */
public final class FetchJob<R extends Record, T> implements Job<T> {

  /** Makes of rows what the caller asked for. */
  @FunctionalInterface
  interface Shape<R extends Record, T> {
    T of(RowCursor<R> rows) throws SQLException;
  }

  private final Dialect dialect;
  private final Rendered query;
  private final RowReader<R> reader;
  private final Shape<R, T> shape;
  private final boolean undoIfWrong;

  /** A fetch. */
  public FetchJob(
      Dialect dialect,
      Rendered query,
      RowReader<R> reader,
      Shape<R, T> shape,
      boolean undoIfWrong) {
    this.dialect = dialect;
    this.undoIfWrong = undoIfWrong;
    this.query = query;
    this.reader = reader;
    this.shape = shape;
  }

  @Override
  public UnitKind kind() {
    return UnitKind.FETCH;
  }

  @Override
  public String sql() {
    return query.text().shown();
  }

  @Override
  public Access access() {
    return query.text().access();
  }

  /** A change of more rows than the caller wants is undone. */
  @Override
  public boolean needsTransaction() {
    return undoIfWrong || query.text().stepwise() != null;
  }

  @Override
  public boolean isSingleWrite() {
    return query.text().modelled() && access() == Access.WRITE && !needsTransaction();
  }

  @Override
  public T run(Session session, Interruption run, Meter meter) throws SQLException {
    if (query.text().isNothing()) {
      return shape.of(reader.none());
    }
    if (query.text().stepwise() != null) {
      RowCursor<R> rows = StepwiseRun.rows(dialect, session, run, query, reader);
      T result = shape.of(rows);
      meter.rows = rows.count();
      return result;
    }
    return query
        .text()
        .prepared(
            session,
            statement -> {
              query.bind(statement);
              run.running(statement);
              try {
                return read(statement, meter);
              } finally {
                run.idle();
              }
            });
  }

  private T read(PreparedStatement statement, Meter meter) throws SQLException {
    if (!statement.execute()) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE, "The statement returns no rows: use execute")
          .sql(sql())
          .build();
    }
    long executed = System.nanoTime();
    try (ResultSet rows = statement.getResultSet()) {
      RowCursor<R> cursor = reader.open(rows);
      T result = shape.of(cursor);
      meter.rows = cursor.count();
      meter.decodeNanos = System.nanoTime() - executed;
      return result;
    }
  }
}
