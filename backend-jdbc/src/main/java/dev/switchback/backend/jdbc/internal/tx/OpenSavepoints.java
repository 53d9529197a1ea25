package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.database.DatabaseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The savepoints of a transaction that are open or waiting. What the work of one waits for may
 * never come: the transaction's end must reach it.
 */
final class OpenSavepoints {

  private final Set<SavepointRun<?>> savepoints = new LinkedHashSet<>();

  synchronized void add(SavepointRun<?> savepoint) {
    savepoints.add(savepoint);
  }

  synchronized void remove(SavepointRun<?> savepoint) {
    savepoints.remove(savepoint);
  }

  /** Innermost first. None can be added any more: the transaction is not active. */
  void fail(DatabaseException why) {
    List<SavepointRun<?>> left;
    synchronized (this) {
      left = new ArrayList<>(savepoints);
    }
    Collections.reverse(left);
    left.forEach(savepoint -> savepoint.refuse(why));
  }
}
