package dev.switchback.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration: where it stands, and what the call that answers this did to it.
 *
 * @param id the migration's id
 * @param description what it does
 * @param state where it stands after the call
 * @param appliedAt when it was applied, by the applying program's clock; {@code null} if it is not
 * @param change what the call did to it; in a dry run, what it would do
 * @param statements in a dry run, the SQL that would run, with its values; else empty
 */
public record MigrationStatus(
    String id,
    String description,
    State state,
    @Nullable Instant appliedAt,
    Change change,
    List<String> statements) {

  /** Copies the statements. */
  public MigrationStatus {
    statements = List.copyOf(statements);
  }

  /** Where a migration stands. */
  public enum State {
    /** The database has it. */
    APPLIED,
    /** The database does not have it. */
    PENDING,
    /** The database has it, and its checksum is not that of the given one. */
    CHANGED,
    /** The database has it, or had it until the call, and the given list does not. */
    UNKNOWN
  }

  /** What a call did to a migration. */
  public enum Change {
    /** Nothing. */
    NONE,
    /** Its steps were run. */
    APPLIED,
    /** The steps that undo it were run. */
    UNDONE,
    /** It was recorded as applied; its steps were not run. */
    MARKED,
    /** The given checksum took the place of the recorded one. */
    ACCEPTED,
    /** Its record was removed; nothing was undone. */
    REMOVED
  }

  /** Without the statements: they have values in them. */
  @Override
  public String toString() {
    return "MigrationStatus[id=%s, state=%s, appliedAt=%s, change=%s, statements=%d]"
        .formatted(id, state, appliedAt, change, statements.size());
  }
}
