package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.load.BulkLoader;
import dev.switchback.backend.jdbc.load.LoadTarget;
import dev.switchback.backend.jdbc.load.RowBlock;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes blocks, each under a savepoint. A database that refuses a block does not say for which of
 * its rows, or only in its own language: so the block is undone and written again in parts, ever
 * smaller, until the part that fails is one row.
 */
final class BlockWriter implements AutoCloseable {

  /** What the database can have against a row. */
  private static final Set<ErrorKind> OF_A_ROW =
      EnumSet.of(
          ErrorKind.UNIQUE,
          ErrorKind.FOREIGN_KEY,
          ErrorKind.NOT_NULL,
          ErrorKind.CHECK,
          ErrorKind.TOO_LONG,
          ErrorKind.OUT_OF_RANGE,
          ErrorKind.ILLEGAL_VALUE,
          ErrorKind.OTHER);

  private final Dialect dialect;
  private final Interruption run;
  private final BulkLoader loader;

  /** Runs the savepoints, and stands for all that runs on its connection when that is cancelled. */
  private final Statement control;

  BlockWriter(Dialect dialect, Session session, LoadTarget target, Interruption run)
      throws SQLException {
    this.dialect = dialect;
    this.run = run;
    this.control = session.connection().createStatement();
    run.running(control);
    try {
      this.loader = dialect.loader(session, target);
    } catch (SQLException | RuntimeException e) {
      control.close();
      throw e;
    } finally {
      run.idle();
    }
  }

  /** Writes a block whose first row has that number; answers how many rows the database took. */
  long write(RowBlock block, long number) throws SQLException {
    run.running(control);
    try {
      return writeInParts(block, number);
    } finally {
      run.idle();
    }
  }

  private long writeInParts(RowBlock block, long number) throws SQLException {
    int rows = block.rows();
    int from = 0;
    int part = rows;
    long written = 0;
    while (from < rows) {
      OpenSource.refuseIfRequested(run);
      int to = Math.min(rows, from + part);
      try {
        written += write(block, from, to);
        from = to;
      } catch (DatabaseException e) {
        if (!OF_A_ROW.contains(e.kind())) {
          throw e;
        }
        if (to - from == 1) {
          throw RowErrors.at(number + from, e);
        }
        undo(e);
        part = (to - from) / 2;
      }
    }
    return written;
  }

  private long write(RowBlock block, int from, int to) throws SQLException {
    control.execute("savepoint sb_load");
    long written;
    try {
      written = loader.write(block, from, to);
    } catch (SQLException e) {
      throw dialect.translate(e, null);
    }
    control.execute("release savepoint sb_load");
    return written;
  }

  /** Where this fails, the database has undone more than the savepoint, and the search is over. */
  private void undo(DatabaseException why) {
    try {
      control.execute("rollback to savepoint sb_load");
      control.execute("release savepoint sb_load");
    } catch (SQLException e) {
      why.addSuppressed(e);
      throw why;
    }
  }

  @Override
  public void close() throws SQLException {
    try (control) {
      loader.close();
    }
  }
}
