package dev.switchback.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A migration and whether the database has it.
 *
 * @param id the migration's id
 * @param description what it does
 * @param state whether it is applied
 * @param appliedAt when it was applied, by the applying program's clock; {@code null} if it was not
 */
public record MigrationStatus(
    String id, String description, State state, @Nullable Instant appliedAt) {

  /** Where a migration stands. */
  public enum State {
    /** The database has it. */
    APPLIED,
    /** The database does not have it yet. */
    PENDING,
    /** The database has it, in another revision than the one given. */
    CHANGED,
    /** The database has it, and the given list does not. */
    UNKNOWN
  }
}
