package dev.switchback.backend.jdbc.load;

import dev.switchback.backend.jdbc.Session;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts many rows with one statement: what every database can do. */
public final class InsertLoader implements BulkLoader {

  /** Measured on SQLite: fewer are slower, and more are no faster. */
  private static final int ROWS = 100;

  private final Session session;
  private final LoadTarget target;
  private final int atOnce;

  /** Inserts {@link #atOnce} rows; {@code null} until it is needed, and after an error. */
  private @Nullable PreparedStatement many;

  /**
   * A loader.
   *
   * @param maxBinds the most values that a statement takes
   */
  public InsertLoader(Session session, LoadTarget target, int maxBinds) {
    this.session = session;
    this.target = target;
    this.atOnce = Math.max(1, Math.min(ROWS, maxBinds / target.columns().size()));
  }

  @Override
  public long write(RowBlock rows, int from, int to) throws SQLException {
    long written = 0;
    int next = from;
    for (; next + atOnce <= to; next += atOnce) {
      written += insertMany(rows, next);
    }
    if (next < to) {
      try (PreparedStatement rest =
          session.connection().prepareStatement(target.insert(to - next))) {
        written += insert(rest, rows, next, to);
      }
    }
    return written;
  }

  private long insertMany(RowBlock rows, int from) throws SQLException {
    PreparedStatement statement = many;
    if (statement == null) {
      statement = session.prepare(target.insert(atOnce), true);
    }
    many = null;
    long written;
    try {
      written = insert(statement, rows, from, from + atOnce);
    } catch (SQLException | RuntimeException e) {
      Session.discard(statement);
      throw e;
    }
    many = statement;
    return written;
  }

  private long insert(PreparedStatement statement, RowBlock rows, int from, int to)
      throws SQLException {
    int index = 0;
    for (int row = from; row < to; row++) {
      for (int column = 0; column < target.columns().size(); column++) {
        rows.value(row, column).set(statement, ++index);
      }
    }
    return statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    if (many != null) {
      session.keep(target.insert(atOnce), many);
      many = null;
    }
  }
}
