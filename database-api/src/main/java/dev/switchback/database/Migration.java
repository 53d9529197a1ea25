package dev.switchback.database;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Query;

/**
 * One step of a schema's history. Its statements are jOOQ queries, made when it is applied, so that
 * they can use the database's {@link Types} and look at what is there.
 *
 * <p>The checksum covers what can be compared over years: the id, the description and the revision.
 * Compiled code has no source text at run time, and rendered SQL differs between versions of jOOQ;
 * so whoever changes the steps of a migration that others may have applied raises its revision, and
 * those databases then say so.
 *
 * @param id the unique name under which it is recorded, 1 to 100 characters, for example {@code
 *     0001-library}
 * @param description what it does, in a few words
 * @param revision raised when the steps are changed
 * @param steps makes the statements
 */
public record Migration(
    String id, String description, int revision, Function<MigrationContext, List<Query>> steps) {

  /** Checks the id. */
  public Migration {
    Objects.requireNonNull(description);
    Objects.requireNonNull(steps);
    if (id.isBlank() || id.codePointCount(0, id.length()) > 100) {
      throw new IllegalArgumentException("A migration's id has 1 to 100 characters: '" + id + "'");
    }
  }

  /** A migration in its first revision. */
  public static Migration of(
      String id, String description, Function<MigrationContext, List<Query>> steps) {
    return new Migration(id, description, 1, steps);
  }
}
