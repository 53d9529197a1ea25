package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.query.OpenRows;
import dev.switchback.backend.jdbc.internal.query.OpenRows.Slice;
import dev.switchback.backend.jdbc.internal.query.RowQuery;
import dev.switchback.database.TransactionOptions;
import java.sql.SQLException;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads a stream's rows, run after run. Used by one thread at a time; others see its counters. */
final class StreamReader<R extends Record> {

  private static final TransactionOptions READ_ONLY = TransactionOptions.defaults().asReadOnly();

  private final Dialect dialect;
  private final RowQuery<R> query;
  private @Nullable OpenRows<R> rows;
  private @Nullable TransactionOptions transaction;
  private volatile boolean answered;
  private volatile long rowCount;
  private volatile long executeNanos;
  private volatile long readNanos;

  StreamReader(Dialect dialect, RowQuery<R> query) {
    this.dialect = dialect;
    this.query = query;
  }

  /** Runs the query, if that has not been done, and reads on. After an error all is closed. */
  Slice<R> read(ReadMode mode, Lease lease, Interruption run) throws SQLException {
    try {
      long asked = System.nanoTime();
      OpenRows<R> open = rows == null ? open(mode, lease, run) : rows;
      long opened = System.nanoTime();
      executeNanos += opened - asked;
      Slice<R> slice = mode == ReadMode.WHOLE ? open.readAll(run) : open.read(run);
      readNanos += System.nanoTime() - opened;
      rowCount += slice.rows().size();
      if (slice.last()) {
        finish(open, lease);
      }
      answered = true;
      return slice;
    } catch (SQLException | RuntimeException | Error e) {
      close(lease);
      throw e;
    }
  }

  private OpenRows<R> open(ReadMode mode, Lease lease, Interruption run) throws SQLException {
    transaction = transactionFor(mode);
    if (transaction != null) {
      lease.begin(transaction);
    }
    rows = OpenRows.open(dialect, lease.session(), query, run);
    return rows;
  }

  private @Nullable TransactionOptions transactionFor(ReadMode mode) {
    return switch (mode) {
      case BARE -> null;
      case GUARDED -> READ_ONLY;
      case WHOLE -> dialect.keepsSession() ? null : TransactionOptions.defaults();
    };
  }

  private void finish(OpenRows<R> open, Lease lease) throws SQLException {
    open.finish(lease.session());
    rows = null;
    if (transaction != null) {
      lease.commit(transaction);
      transaction = null;
    }
  }

  /** Closes what is open. */
  void close(Lease lease) {
    if (rows != null) {
      rows.discard();
      rows = null;
    }
    TransactionOptions opened = transaction;
    if (opened != null) {
      transaction = null;
      try {
        lease.rollBack(opened);
      } catch (SQLException | RuntimeException e) {
        // The lease has taken notice: nobody will use that connection again.
      }
    }
  }

  /** Whether rows have come, or their end. */
  boolean answered() {
    return answered;
  }

  /** How many rows have been read. */
  long rowCount() {
    return rowCount;
  }

  /** The time until there were rows. */
  long executeNanos() {
    return executeNanos;
  }

  /** The time of reading them. */
  long readNanos() {
    return readNanos;
  }
}
