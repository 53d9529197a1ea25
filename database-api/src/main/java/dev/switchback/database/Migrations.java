package dev.switchback.database;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A schema's history on one database: the migrations of a list, in its order, which is the order in
 * which they are applied. Got from {@link Schema#migrations}; safe for use by many threads.
 *
 * <p>Every call answers with the status of every migration, in order, followed by those that the
 * database has and the list does not. Every call but {@link #repair} and {@link #fresh} first
 * checks what is applied as {@link #validate} does. A missing or unreadable script fails each call
 * with {@link ErrorKind#MIGRATION} before anything is done.
 *
 * <p>Each migration is applied or undone in a transaction of its own, together with its record.
 * Several processes can do so at once: one works, the others wait, however long it takes, and then
 * go on from what it left. A process that dies leaves nothing half done. Nothing to do means no
 * write. A failure is {@link ErrorKind#MIGRATION}, with the error as the cause: that migration is
 * rolled back, earlier ones stay done. Cancelling the future stops after rolling back the one under
 * way.
 */
public interface Migrations {

  /** What is applied; writes nothing. */
  CompletableFuture<List<MigrationStatus>> status();

  /**
   * Like {@link #status}, but fails with {@link ErrorKind#MIGRATION} if what is applied does not
   * fit the list: a migration that has changed since (by checksum), one that the list does not
   * have, one that stands behind one that is not applied. The error names each. Pending migrations
   * are no failure.
   */
  CompletableFuture<List<MigrationStatus>> validate();

  /** Applies those that are pending. */
  CompletableFuture<List<MigrationStatus>> up();

  /**
   * Applies or undoes migrations until that one is the last that is applied.
   *
   * <p>All that would have to be undone must have steps for it, or nothing is done and the call
   * fails with {@link ErrorKind#MIGRATION}. So it does if meanwhile another process migrates in the
   * opposite direction.
   *
   * @param id one of the list; another is {@link ErrorKind#MIGRATION}
   */
  CompletableFuture<List<MigrationStatus>> to(String id);

  /**
   * Undoes the last ones, latest first, as {@link #to} does.
   *
   * @param count how many, at least 1; all if there are fewer
   * @throws IllegalArgumentException if it is less than 1
   */
  CompletableFuture<List<MigrationStatus>> down(int count);

  /** What {@link #up} would run: {@link #dryRun(String)} for the last of the list. */
  CompletableFuture<List<MigrationStatus>> dryRun();

  /**
   * What {@link #to} would run, as the {@link MigrationStatus#statements} of each migration; writes
   * nothing and locks nothing. The states are those of now.
   *
   * <p>Code looks at the tables of now, too: where it would decide otherwise once an earlier
   * pending migration has run, the statements differ, and where it cannot do without, the call
   * fails with {@link ErrorKind#MIGRATION}. Scripts are always exact.
   */
  CompletableFuture<List<MigrationStatus>> dryRun(String id);

  /**
   * Records migrations as applied, up to and including that one, without running them: for a
   * database that has their tables already. Fails with {@link ErrorKind#MIGRATION} if the database
   * has no table at all.
   *
   * @param id one of the list; another is {@link ErrorKind#MIGRATION}
   */
  CompletableFuture<List<MigrationStatus>> baseline(String id);

  /**
   * Makes the records fit the list: accepts the checksum of each changed migration ({@link
   * MigrationStatus.Change#ACCEPTED}) and removes the record of each that the list does not have
   * ({@link MigrationStatus.Change#REMOVED}); the answer says so of each. Runs no migration and
   * changes no table. Look at {@link #status} first: it shows what this would do.
   */
  CompletableFuture<List<MigrationStatus>> repair();

  /**
   * Drops everything in the database's own schema, of whatever origin: tables with their rows,
   * views, triggers, functions, types. Then applies all migrations, as {@link #up}. What belongs to
   * an extension stays; if something in another schema depends on what would be dropped, nothing is
   * dropped and the call fails with {@link ErrorKind#MIGRATION}.
   *
   * <p>The dropping is one transaction, before the first migration; when one of those fails, what
   * was there is gone.
   *
   * @param database the name of the database, so that nobody empties another than he thinks: the
   *     file's name ({@code music.db}, or {@code :memory:}), on a server database and schema
   *     ({@code music.public}). Any other fails with {@link ErrorKind#ILLEGAL_USE}, which tells the
   *     right one, and nothing is done
   */
  CompletableFuture<List<MigrationStatus>> fresh(String database);
}
