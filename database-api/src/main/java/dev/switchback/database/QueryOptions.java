package dev.switchback.database;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How queries run. Immutable; each method returns a changed copy.
 *
 * @param timeout the limit from the call to the result, queue included, at millisecond resolution;
 *     {@code null}: as configured; {@link Duration#ZERO}: none
 * @param tag a name for listeners and errors
 * @param access where a query may run; see {@link Access}
 */
public record QueryOptions(@Nullable Duration timeout, @Nullable String tag, Access access) {

  /** Where a query may run, on a backend whose readers and writer have connections of their own. */
  public enum Access {
    /** Decided by the query: a {@code SELECT} reads, plain SQL reads first, all else writes. */
    AUTO,
    /** On a reader; a write fails with READ_ONLY. */
    READ,
    /** On the writer: for plain SQL or a function that writes. */
    WRITE
  }

  private static final QueryOptions DEFAULTS = new QueryOptions(null, null, Access.AUTO);

  /** Checks the timeout: a negative one is refused. */
  public QueryOptions {
    Durations.checkNotNegative("timeout", timeout);
    Objects.requireNonNull(access);
  }

  /** The limit as configured, no tag, access by the query. */
  public static QueryOptions defaults() {
    return DEFAULTS;
  }

  /** With another limit; {@link Duration#ZERO} for none. */
  public QueryOptions withTimeout(Duration timeout) {
    return new QueryOptions(Objects.requireNonNull(timeout), tag, access);
  }

  /** With a name for listeners and errors. */
  public QueryOptions withTag(String tag) {
    return new QueryOptions(timeout, Objects.requireNonNull(tag), access);
  }

  /**
   * Only on a reader: what writes is refused with READ_ONLY, before any I/O or by the database. In
   * a transaction that can write, plain SQL is not looked into, and does what it says.
   */
  public QueryOptions read() {
    return new QueryOptions(timeout, tag, Access.READ);
  }

  /** Only on the writer. */
  public QueryOptions write() {
    return new QueryOptions(timeout, tag, Access.WRITE);
  }
}
