package dev.switchback.database;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * One step of a schema's history: code that makes jOOQ queries ({@link #of}), or a script of SQL
 * ({@link #sql}). What is recorded of an applied one is its id, and a checksum that tells when it
 * is no longer the same.
 *
 * @param id the unique name under which it is recorded, 1 to 100 characters, for example {@code
 *     0001-library}
 * @param description what it does, in a few words
 * @param revision raised when the code is changed; of no effect on a script, whose text tells
 * @param up how it is applied
 * @param down how it is undone, or {@code null} if it cannot be
 */
public record Migration(
    String id, String description, int revision, Steps up, @Nullable Steps down) {

  private static final String SQL = ".sql";
  private static final String DOWN = ".down.sql";

  /** Checks the id. */
  public Migration {
    Objects.requireNonNull(description);
    Objects.requireNonNull(up);
    if (id.isBlank() || id.codePointCount(0, id.length()) > 100) {
      throw new IllegalArgumentException("A migration's id has 1 to 100 characters: '" + id + "'");
    }
  }

  /**
   * A migration in code, in its first revision. Its statements are made when it is applied, so that
   * they can use the database's {@link Types} and look at what is there; they must be such as
   * {@link QueryExecutor#batch} takes.
   *
   * <p>The checksum covers what can be compared over years: the id, the description and the
   * revision. Compiled code has no source text at run time, and rendered SQL differs between
   * versions of jOOQ; so whoever changes the steps of a migration that others may have applied
   * raises its {@link #withRevision revision}, and those databases then say so.
   */
  public static Migration of(
      String id, String description, Function<MigrationContext, List<Query>> steps) {
    return new Migration(id, description, 1, new Code(steps), null);
  }

  /**
   * A migration whose SQL is in the resource {@code <id>.sql} beside a class; see {@link
   * #sql(String, String, Class, String)}.
   */
  public static Migration sql(String id, String description, Class<?> anchor) {
    return sql(id, description, anchor, id + SQL);
  }

  /**
   * A migration whose SQL is in a resource of the class path, read when the migration is looked at.
   * For a path {@code views.sql} that is the first of
   *
   * <ol>
   *   <li>{@code views.sqlite.sql}, with the {@link BackendInfo#name name} of the database's
   *       backend,
   *   <li>{@code views.sql}, for all others,
   * </ol>
   *
   * and to undo it the first of {@code views.down.sqlite.sql} and {@code views.down.sql}; if there
   * is neither, it cannot be undone.
   *
   * <p>A script is UTF-8, its statements end with a semicolon. Quotes, comments, dollar quotes and
   * the bodies of triggers are understood; rows that a statement returns are ignored. It is part of
   * the migration's transaction, so it contains neither {@code BEGIN} nor {@code COMMIT}.
   *
   * <p>The checksum covers the text, whatever its line ends; not the script that undoes it.
   *
   * @param path as {@link Class#getResource} takes it: relative to the class, or from the root if
   *     it begins with a slash; in a named module its package must be open
   */
  public static Migration sql(String id, String description, Class<?> anchor, String path) {
    if (!path.endsWith(SQL)) {
      throw new IllegalArgumentException("A script's name ends with " + SQL + ": '" + path + "'");
    }
    String base = path.substring(0, path.length() - SQL.length());
    return new Migration(
        id, description, 1, new Script(anchor, path), new Script(anchor, base + DOWN));
  }

  /** With steps that undo it; see {@link #of} for what they may be. */
  public Migration withDown(Function<MigrationContext, List<Query>> steps) {
    return new Migration(id, description, revision, up, new Code(steps));
  }

  /** In another revision. */
  public Migration withRevision(int revision) {
    return new Migration(id, description, revision, up, down);
  }

  /** How a migration is applied or undone. */
  public sealed interface Steps {}

  /**
   * Steps in code.
   *
   * @param statements makes the statements
   */
  public record Code(Function<MigrationContext, List<Query>> statements) implements Steps {
    /** Checks that there is a function. */
    public Code {
      Objects.requireNonNull(statements);
    }
  }

  /**
   * Steps in a resource.
   *
   * @param anchor the class whose {@link Class#getResource} finds it
   * @param path its path, without the backend's name
   */
  public record Script(Class<?> anchor, String path) implements Steps {
    /** Checks that both are there. */
    public Script {
      Objects.requireNonNull(anchor);
      Objects.requireNonNull(path);
    }

    /**
     * The text for a database, its lines ended by line feeds; empty if there is no such resource.
     *
     * @throws DatabaseException MIGRATION, if the resource cannot be read or is not UTF-8
     */
    public Optional<String> find(BackendInfo backend) {
      return Resources.read(anchor, pathFor(backend)).or(() -> Resources.read(anchor, path));
    }

    /**
     * Like {@link #find}, for one that must be there.
     *
     * @throws DatabaseException MIGRATION, which names it, if it is not there or cannot be read
     */
    public String read(BackendInfo backend) {
      return find(backend).orElseThrow(() -> Resources.missing(anchor, pathFor(backend), path));
    }

    private String pathFor(BackendInfo backend) {
      return path.substring(0, path.length() - SQL.length()) + "." + backend.name() + SQL;
    }
  }
}
