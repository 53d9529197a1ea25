package dev.switchback.backend.jdbc.internal.query;

import java.util.List;

/**
 * A query as it was rendered: its SQL, and what stands behind each placeholder.
 *
 * @param text the statement
 * @param slots values and parameters, in the order of the placeholders
 */
record Template(SqlText text, List<Slot> slots) {

  /** The most values that one of its statements has. */
  int mostBinds() {
    return text.stepwise() == null ? slots.size() : text.stepwise().mostBinds();
  }
}
