package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;

/**
 * A query that has been run, and whose rows are read bit by bit. Used by one thread at a time.
 *
 * <p>How many rows are read at a time follows from how long they take: wide ones, of which many
 * would fill the memory, take long, and so do those for which somebody waits.
 */
public final class OpenRows<R extends Record> {

  private static final int FEWEST = 16;
  private static final int MOST = 1_024;
  private static final long LONG_NANOS = 10_000_000;

  private final Dialect dialect;
  private final SqlText text;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final RowCursor<R> cursor;
  private int limit = FEWEST;

  private OpenRows(
      Dialect dialect,
      SqlText text,
      PreparedStatement statement,
      ResultSet rows,
      RowCursor<R> cursor) {
    this.dialect = dialect;
    this.text = text;
    this.statement = statement;
    this.rows = rows;
    this.cursor = cursor;
  }

  /** Runs a query. */
  public static <R extends Record> OpenRows<R> open(
      Dialect dialect, Session session, RowQuery<R> query, Interruption run) throws SQLException {
    SqlText text = query.rendered().text();
    if (text.stepwise() != null) {
      return inSteps(dialect, session, query, run);
    }
    PreparedStatement statement = text.prepare(session);
    try {
      query.rendered().bind(statement);
      statement.setFetchSize(dialect.fetchSize(FEWEST));
      run.running(statement);
      if (!statement.execute()) {
        throw DatabaseException.builder(
                ErrorKind.ILLEGAL_USE, "The statement returns no rows: use execute")
            .sql(query.sql())
            .build();
      }
      ResultSet rows = statement.getResultSet();
      return new OpenRows<>(dialect, text, statement, rows, query.reader().open(rows));
    } catch (SQLException | RuntimeException | Error e) {
      Session.discard(statement);
      throw e;
    } finally {
      run.idle();
    }
  }

  /** What was done in steps has its rows already; a statement without a result stands for it. */
  private static <R extends Record> OpenRows<R> inSteps(
      Dialect dialect, Session session, RowQuery<R> query, Interruption run) throws SQLException {
    RowCursor<R> rows = StepwiseRun.rows(dialect, session, run, query.rendered(), query.reader());
    SqlText none = SqlText.NOTHING;
    PreparedStatement statement = session.prepare("select 1", false);
    return new OpenRows<>(dialect, none, statement, statement.executeQuery(), rows);
  }

  /**
   * Some rows.
   *
   * @param rows in their order
   * @param last whether there are no more
   */
  public record Slice<R>(List<R> rows, boolean last) {}

  /** The next few rows. */
  public Slice<R> read(Interruption run) throws SQLException {
    long begun = System.nanoTime();
    Slice<R> slice = read(run, limit, LONG_NANOS);
    if (!slice.last()) {
      boolean slow = System.nanoTime() - begun > LONG_NANOS;
      limit = slow ? Math.max(FEWEST, limit / 2) : Math.min(MOST, limit * 2);
      rows.setFetchSize(dialect.fetchSize(limit));
    }
    return slice;
  }

  /** All rows that are left. */
  public Slice<R> readAll(Interruption run) throws SQLException {
    return read(run, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  private Slice<R> read(Interruption run, int most, long nanos) throws SQLException {
    long begun = System.nanoTime();
    List<R> read = new ArrayList<>();
    run.running(statement);
    try {
      while (read.size() < most && System.nanoTime() - begun <= nanos) {
        R row = cursor.next();
        if (row == null) {
          return new Slice<>(read, true);
        }
        read.add(row);
      }
      return new Slice<>(read, false);
    } finally {
      run.idle();
    }
  }

  /** All rows have been read: the statement may be run again. */
  public void finish(Session session) throws SQLException {
    rows.close();
    text.done(session, statement);
  }

  /** Nobody wants the rest. */
  public void discard() {
    try {
      dialect.abandon(statement);
    } catch (SQLException ignored) {
      // The connection's next use will tell.
    }
  }
}
