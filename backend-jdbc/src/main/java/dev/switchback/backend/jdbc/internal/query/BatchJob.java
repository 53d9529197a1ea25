package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Statements in order; neighbours with the same SQL share one prepared statement. */
public final class BatchJob implements Job<List<Integer>> {

  /** The most rows that travel together: what a driver holds in memory, and how soon it cancels. */
  private static final int CHUNK = 1_000;

  private final Dialect dialect;
  private final List<Rendered> queries;

  /** A batch of at least one statement. */
  public BatchJob(Dialect dialect, List<Rendered> queries) {
    this.dialect = dialect;
    this.queries = List.copyOf(queries);
  }

  @Override
  public UnitKind kind() {
    return UnitKind.BATCH;
  }

  @Override
  public String sql() {
    return queries.get(0).text().shown();
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
  public List<Integer> run(Session session, Interruption run, Meter meter) throws SQLException {
    List<Integer> counts = new ArrayList<>(queries.size());
    int from = 0;
    while (from < queries.size() && !run.isRequested()) {
      SqlText text = queries.get(from).text();
      int to = from + 1;
      if (stepped(session, run, text, from)) {
        counts.add(0);
      } else {
        while (to < queries.size() && queries.get(to).text().sql().equals(text.sql())) {
          to++;
        }
        runSameAt(session, run, queries.subList(from, to), from, counts);
      }
      from = to;
    }
    for (int count : counts) {
      meter.rows += count;
    }
    return counts;
  }

  private void runSameAt(
      Session session, Interruption run, List<Rendered> same, int offset, List<Integer> counts) {
    try {
      runSame(session, run, same, offset, counts);
    } catch (SQLException e) {
      // There is a count for each that has run: this one could not be prepared.
      throw at(counts.size(), dialect.translate(e, same.get(0).text().shown()));
    }
  }

  private boolean stepped(Session session, Interruption run, SqlText text, int position) {
    try {
      return text.stepped(session, run);
    } catch (SQLException e) {
      throw at(position, dialect.translate(e, text.shown()));
    } catch (DatabaseException e) {
      throw at(position, e);
    }
  }

  private void runSame(
      Session session, Interruption run, List<Rendered> same, int offset, List<Integer> counts)
      throws SQLException {
    SqlText text = same.get(0).text();
    if (text.isNothing()) {
      counts.addAll(Collections.nCopies(same.size(), 0));
      return;
    }
    int inChunk = dialect.sendsBatches() && text.counts() ? CHUNK : 1;
    text.prepared(
        session,
        statement -> {
          run.running(statement);
          try {
            for (int i = 0; i < same.size() && !run.isRequested(); i += inChunk) {
              List<Rendered> chunk = same.subList(i, Math.min(i + inChunk, same.size()));
              if (chunk.size() == 1) {
                counts.add(single(statement, chunk.get(0), offset + i));
              } else {
                addChunk(statement, chunk, offset + i, counts);
              }
            }
            return counts;
          } finally {
            run.idle();
          }
        });
  }

  private int single(PreparedStatement statement, Rendered query, int position)
      throws SQLException {
    try {
      query.bind(statement);
      if (statement.execute()) {
        throw at(
            position,
            DatabaseException.of(ErrorKind.ILLEGAL_USE, "The statement returns rows: use fetch"));
      }
      return query.text().counts() ? dialect.count(statement, query.text().upserts()) : 0;
    } catch (SQLException e) {
      throw at(position, dialect.translate(e, query.text().shown()));
    }
  }

  private void addChunk(
      PreparedStatement statement, List<Rendered> chunk, int offset, List<Integer> counts)
      throws SQLException {
    for (Rendered query : chunk) {
      query.bind(statement);
      statement.addBatch();
    }
    try {
      for (int count : statement.executeBatch()) {
        if (count < 0) {
          throw DatabaseException.of(
              ErrorKind.ILLEGAL_USE,
              "The driver hides what each statement of a batch has done: it must not rewrite them");
        }
        counts.add(count);
      }
    } catch (BatchUpdateException e) {
      throw at(
          offset + dialect.failedPosition(e), dialect.translate(e, chunk.get(0).text().shown()));
    }
  }

  private static DatabaseException at(int position, DatabaseException error) {
    return error.toBuilder()
        .message("Statement " + position + " of the batch: " + error.getMessage())
        .cause(error.getCause())
        .build();
  }
}
