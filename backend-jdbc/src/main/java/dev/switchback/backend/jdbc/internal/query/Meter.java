package dev.switchback.backend.jdbc.internal.query;

/** What a job tells of itself while it runs, for listeners. */
public final class Meter {
  long rows;
  long decodeNanos;

  /** Notes the rows so far. */
  public void rows(long count) {
    rows = count;
  }

  /** The rows returned or matched. */
  public long rows() {
    return rows;
  }

  /** The time spent on making records. */
  public long decodeNanos() {
    return decodeNanos;
  }
}
