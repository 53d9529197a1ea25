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

  /** The history of the schema that these migrations make, and what can be done with it. */
  Migrations migrations(List<Migration> migrations);

  /** Applies the migrations that this database has not seen: {@link Migrations#up}. */
  default CompletableFuture<List<MigrationStatus>> migrate(List<Migration> migrations) {
    return migrations(migrations).up();
  }

  /** What of the given migrations is applied; writes nothing: {@link Migrations#status}. */
  default CompletableFuture<List<MigrationStatus>> status(List<Migration> migrations) {
    return migrations(migrations).status();
  }
}
