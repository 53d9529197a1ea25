package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.database.QueryOptions.Access;
import org.jooq.Record;

/**
 * A query that returns rows, as it is sent, and how its rows are read. Immutable.
 *
 * @param rendered what is sent
 * @param reader how its rows are read
 * @param undoIfWrong whether it changes rows that are to be as before if there are not as many as
 *     the caller wants
 */
public record RowQuery<R extends Record>(
    Rendered rendered, RowReader<R> reader, boolean undoIfWrong) {

  /** The statement, as listeners and errors show it. */
  public String sql() {
    return rendered.text().shown();
  }

  /** Whether it writes. */
  public Access access() {
    return rendered.text().access();
  }
}
