package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.Result;

/** What callers make of rows; none reads more of them than it needs. */
final class Shapes {

  private Shapes() {}

  static <R extends Record> Result<R> all(RowCursor<R> rows) throws SQLException {
    return rows.read(Integer.MAX_VALUE);
  }

  static <R extends Record> R exactlyOne(RowCursor<R> rows) throws SQLException {
    R row = rows.next();
    if (row == null) {
      throw DatabaseException.of(ErrorKind.NO_ROW, "The query returned no row");
    }
    return last(row, rows);
  }

  static <R extends Record> Optional<R> atMostOne(RowCursor<R> rows) throws SQLException {
    R row = rows.next();
    return row == null ? Optional.empty() : Optional.of(last(row, rows));
  }

  private static <R extends Record> R last(R row, RowCursor<R> rows) throws SQLException {
    if (rows.next() != null) {
      throw DatabaseException.of(ErrorKind.TOO_MANY_ROWS, "The query returned more than one row");
    }
    return row;
  }
}
