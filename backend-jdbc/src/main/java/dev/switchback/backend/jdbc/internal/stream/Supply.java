package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.query.OpenRows.Slice;
import java.util.Collections;
import java.util.Iterator;

/** The rows that are there, and those that are asked for. Guarded by the outlet's monitor. */
final class Supply<R> {

  private Iterator<R> rows = Collections.emptyIterator();
  private boolean last;
  private long demand;
  private long given;

  /** Takes what was read. */
  void add(Slice<R> slice) {
    rows = slice.rows().iterator();
    last = slice.last();
  }

  /** So many more are asked for. */
  void ask(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
  }

  /** Whether no row is there. */
  boolean isEmpty() {
    return !rows.hasNext();
  }

  /** Whether no further ones will come. */
  boolean isLast() {
    return last;
  }

  /** Whether a row that would come now has been asked for. */
  boolean isAwaited() {
    return !last && demand > 0;
  }

  /** Whether there is a row that has been asked for. */
  boolean canGive() {
    return demand > 0 && rows.hasNext();
  }

  /** That row. */
  R give() {
    demand--;
    given++;
    return rows.next();
  }

  /** How many were given. */
  long given() {
    return given;
  }

  /** What is there is not given. */
  void drop() {
    rows = Collections.emptyIterator();
  }
}
