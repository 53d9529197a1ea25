package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.Stepwise;
import dev.switchback.backend.jdbc.Stepwise.Part;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;

/** Runs the statements of one that takes several, and gathers the rows that they answer. */
final class StepwiseRun<R extends Record> implements Stepwise.Run {

  private final Dialect dialect;
  private final Session session;
  private final Interruption run;
  private final RowReader<R> reader;
  private final List<Part> parts;
  private final List<R> rows = new ArrayList<>();

  private StepwiseRun(
      Dialect dialect, Session session, Interruption run, RowReader<R> reader, List<Part> parts) {
    this.dialect = dialect;
    this.session = session;
    this.run = run;
    this.reader = reader;
    this.parts = parts;
  }

  /** The rows. */
  static <R extends Record> RowCursor<R> rows(
      Dialect dialect, Session session, Interruption run, Rendered query, RowReader<R> reader)
      throws SQLException {
    StepwiseText text = query.text().stepwise();
    if (text == null) {
      throw new IllegalStateException("It is one statement");
    }
    StepwiseRun<R> steps =
        new StepwiseRun<>(dialect, session, run, reader, text.parts(query.binds()));
    text.program().run(steps);
    return reader.of(steps.rows);
  }

  @Override
  public Part part(int index) {
    return parts.get(index);
  }

  @Override
  public int execute(Part statement) throws SQLException {
    return with(
        statement,
        jdbc -> {
          jdbc.execute();
          return dialect.count(jdbc, false);
        });
  }

  @Override
  public List<List<String>> literals(Part query) throws SQLException {
    return with(
        query,
        jdbc -> {
          List<List<String>> literals = new ArrayList<>();
          try (ResultSet row = jdbc.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            List<Codec<?, ?>> codecs = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
              codecs.add(dialect.codec(row.getMetaData(), i));
            }
            while (row.next()) {
              List<String> texts = new ArrayList<>();
              for (int i = 1; i <= columns; i++) {
                texts.add(codecs.get(i - 1).literal(row, i));
              }
              literals.add(texts);
            }
          }
          return literals;
        });
  }

  @Override
  public void answer(Part query) throws SQLException {
    with(
        query,
        jdbc -> {
          try (ResultSet row = jdbc.executeQuery()) {
            rows.addAll(reader.open(row).read(Integer.MAX_VALUE));
          }
          return true;
        });
  }

  private <T> T with(Part part, SqlText.Use<T> use) throws SQLException {
    if (run.isRequested()) {
      throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
    }
    PreparedStatement statement = session.prepare(part.sql(), false);
    T result;
    try {
      int index = 0;
      for (Codec<?, ?>.Bind bind : part.binds()) {
        bind.set(statement, ++index);
      }
      run.running(statement);
      result = use.with(statement);
    } catch (SQLException | RuntimeException | Error e) {
      Session.discard(statement);
      throw e;
    } finally {
      run.idle();
    }
    statement.close();
    return result;
  }
}
