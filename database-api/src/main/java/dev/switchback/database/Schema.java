package dev.switchback.database;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.DDLQuery;

/** Tables, types and migrations of a {@link Database}. Safe for use by many threads. */
public interface Schema {

  /** The portable column types, as this database stores them. */
  Types types();

  /**
   * Runs DDL in order; all or none where the database has {@link Capability#TRANSACTIONAL_DDL}.
   *
   * <p>A name longer than 63 bytes is refused with ILLEGAL_VALUE: some databases would cut it.
   */
  CompletableFuture<Void> apply(Collection<? extends DDLQuery> statements);

  /**
   * The tables and views of the database's own schema, by name; the database's internal ones
   * excluded.
   */
  CompletableFuture<List<TableInfo>> tables();

  /** One table or view, by its name in exactly that case; empty if there is none. */
  CompletableFuture<Optional<TableInfo>> table(String name);

  /**
   * Applies, in their order, the migrations that this database has not seen, each in a transaction
   * of its own, and returns the status of all. Safe to call from several processes at once: one
   * applies, the others wait. Nothing to do means no write.
   *
   * <p>Fails with {@link ErrorKind#MIGRATION} if an applied migration has changed since (by
   * checksum), is missing from the list, or stands behind one that is not applied; and if a
   * migration itself fails, with the error as the cause: that one is rolled back, earlier ones
   * stay. Cancelling the future stops after undoing the migration under way.
   */
  CompletableFuture<List<MigrationStatus>> migrate(List<Migration> migrations);

  /** What of the given migrations is applied; writes nothing. */
  CompletableFuture<List<MigrationStatus>> status(List<Migration> migrations);
}
