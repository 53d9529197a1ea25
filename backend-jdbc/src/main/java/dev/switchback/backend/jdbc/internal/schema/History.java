package dev.switchback.backend.jdbc.internal.schema;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTableIfNotExists;
import static org.jooq.impl.DSL.currentLocalDateTime;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.localDateTimeAdd;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.internal.schema.Ledger.Applied;
import dev.switchback.database.Capability;
import dev.switchback.database.Migration;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record2;
import org.jooq.Records;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The table that says which migrations a database has, and the row that says who is applying. */
final class History {

  private static final Table<?> MIGRATION = table(name("switchback_migration"));
  private static final Field<String> ID =
      field(name("switchback_migration", "id"), SQLDataType.VARCHAR(100));
  private static final Field<Integer> POSITION =
      field(name("switchback_migration", "position"), SQLDataType.INTEGER);
  private static final Field<String> DESCRIPTION =
      field(name("switchback_migration", "description"), SQLDataType.CLOB);
  private static final Field<String> CHECKSUM =
      field(name("switchback_migration", "checksum"), SQLDataType.VARCHAR(64));
  private static final Field<Instant> APPLIED_AT =
      field(name("switchback_migration", "applied_at"), SQLDataType.INSTANT);

  private static final Table<?> LOCK = table(name("switchback_migration_lock"));
  private static final Field<Integer> LOCK_ID =
      field(name("switchback_migration_lock", "id"), SQLDataType.INTEGER);

  private static final Field<String> LOCK_OWNER =
      field(name("switchback_migration_lock", "owner"), SQLDataType.VARCHAR(36));
  private static final Field<LocalDateTime> LOCK_UNTIL =
      field(name("switchback_migration_lock", "until"), SQLDataType.LOCALDATETIME(6));

  private static final Table<?> PROGRESS = table(name("switchback_migration_progress"));
  private static final Field<String> PROGRESS_ID =
      field(name("switchback_migration_progress", "id"), SQLDataType.VARCHAR(105));
  private static final Field<Integer> PROGRESS_DONE =
      field(name("switchback_migration_progress", "done"), SQLDataType.INTEGER);
  private static final Field<String> PROGRESS_CHECKSUM =
      field(name("switchback_migration_progress", "checksum"), SQLDataType.VARCHAR(64));

  static final Set<String> TABLES = Set.of(MIGRATION.getName(), LOCK.getName(), PROGRESS.getName());

  private final Dialect dialect;
  private final Types types;

  History(Dialect dialect) {
    this.dialect = dialect;
    this.types = dialect.types();
  }

  static boolean owns(String table) {
    return TABLES.contains(table);
  }

  /** Makes what is missing of the tables. */
  List<Query> create() {
    return transactional()
        ? List.of(migration(), lock(), row())
        : List.of(migration(), lease(), progress(), row());
  }

  /** Whether a migration and its record are one transaction. */
  boolean transactional() {
    return dialect.info().can(Capability.TRANSACTIONAL_DDL);
  }

  private Query migration() {
    return createTableIfNotExists(MIGRATION)
        .column(ID.getUnqualifiedName(), types.text(100).notNull())
        .column(POSITION.getUnqualifiedName(), types.int32().notNull())
        .column(DESCRIPTION.getUnqualifiedName(), types.longText().notNull())
        .column(CHECKSUM.getUnqualifiedName(), types.text(64).notNull())
        .column(APPLIED_AT.getUnqualifiedName(), types.instant().notNull())
        .constraint(constraint().primaryKey(ID.getUnqualifiedName()));
  }

  private Query lock() {
    return createTableIfNotExists(LOCK)
        .column(LOCK_ID.getUnqualifiedName(), types.int32().notNull())
        .constraint(constraint().primaryKey(LOCK_ID.getUnqualifiedName()));
  }

  private Query lease() {
    return createTableIfNotExists(LOCK)
        .column(LOCK_ID.getUnqualifiedName(), types.int32().notNull())
        .column(LOCK_OWNER.getUnqualifiedName(), types.text(36))
        .column(LOCK_UNTIL.getUnqualifiedName(), types.dateTime())
        .constraint(constraint().primaryKey(LOCK_ID.getUnqualifiedName()));
  }

  private Query progress() {
    return createTableIfNotExists(PROGRESS)
        .column(PROGRESS_ID.getUnqualifiedName(), types.text(105).notNull())
        .column(PROGRESS_DONE.getUnqualifiedName(), types.int32().notNull())
        .column(PROGRESS_CHECKSUM.getUnqualifiedName(), types.text(64).notNull())
        .constraint(constraint().primaryKey(PROGRESS_ID.getUnqualifiedName()));
  }

  private static Query row() {
    return insertInto(LOCK).columns(LOCK_ID).values(1).onConflictDoNothing();
  }

  /** Takes the lock, if nobody has it any more. */
  static Query acquire(String owner) {
    return update(LOCK)
        .set(LOCK_OWNER, owner)
        .set(LOCK_UNTIL, soon())
        .where(LOCK_ID.eq(1).and(LOCK_OWNER.isNull().or(LOCK_UNTIL.lt(currentLocalDateTime(6)))));
  }

  /** Keeps it. */
  static Query renew(String owner) {
    return update(LOCK).set(LOCK_UNTIL, soon()).where(LOCK_OWNER.eq(owner));
  }

  private static Field<LocalDateTime> soon() {
    return localDateTimeAdd(currentLocalDateTime(6), Lease.SECONDS, DatePart.SECOND);
  }

  /** Gives it back. */
  static Query release(String owner) {
    return update(LOCK)
        .set(LOCK_OWNER, (String) null)
        .set(LOCK_UNTIL, (LocalDateTime) null)
        .where(LOCK_OWNER.eq(owner));
  }

  /** How many statements of a migration are done, and the checksum of those. */
  static ResultQuery<Record2<Integer, String>> progress(String id) {
    return select(PROGRESS_DONE, PROGRESS_CHECKSUM).from(PROGRESS).where(PROGRESS_ID.eq(id));
  }

  /** Notes how many are done. */
  static Query reached(String id, int done, String checksum) {
    return insertInto(PROGRESS)
        .columns(PROGRESS_ID, PROGRESS_DONE, PROGRESS_CHECKSUM)
        .values(id, done, checksum)
        .onConflict(PROGRESS_ID)
        .doUpdate()
        .set(PROGRESS_DONE, done)
        .set(PROGRESS_CHECKSUM, checksum);
  }

  /** Nothing is half done any more. */
  static Query forget(String id) {
    return deleteFrom(PROGRESS).where(PROGRESS_ID.eq(id));
  }

  /**
   * Waits until nobody else applies, and holds the others off until the transaction ends: the row's
   * own lock does it, and goes with the transaction, however that ends.
   */
  CompletableFuture<Integer> lock(QueryExecutor tx) {
    return tx.execute(update(LOCK).set(LOCK_ID, 1).where(LOCK_ID.eq(1)));
  }

  /** What of the given migrations is applied, and what else is. */
  CompletableFuture<Ledger> read(QueryExecutor executor, Given given) {
    return dialect
        .tables(executor)
        .thenCompose(
            all -> {
              List<TableInfo> tables = all.stream().filter(table -> !owns(table.name())).toList();
              return all.stream().anyMatch(table -> table.name().equals(MIGRATION.getName()))
                  ? applied(executor).thenApply(history -> Ledger.of(given, tables, history))
                  : CompletableFuture.completedFuture(Ledger.of(given, tables, List.of()));
            });
  }

  private static CompletableFuture<List<Applied>> applied(QueryExecutor executor) {
    return executor
        .fetch(select(ID, DESCRIPTION, CHECKSUM, APPLIED_AT).from(MIGRATION).orderBy(POSITION, ID))
        .thenApply(rows -> rows.map(Records.mapping(Applied::new)));
  }

  /** Notes that a migration has been applied. */
  static Query insert(Given given, int position, Instant at) {
    Migration migration = given.migration(position);
    return insertInto(MIGRATION)
        .columns(ID, POSITION, DESCRIPTION, CHECKSUM, APPLIED_AT)
        .values(migration.id(), position, migration.description(), given.checksum(position), at);
  }

  /** Notes that what is applied is what is given. */
  static Query accept(Given given, int position) {
    return update(MIGRATION)
        .set(POSITION, position)
        .set(DESCRIPTION, given.migration(position).description())
        .set(CHECKSUM, given.checksum(position))
        .where(ID.eq(given.migration(position).id()));
  }

  /** Forgets a migration. */
  static Query delete(String id) {
    return deleteFrom(MIGRATION).where(ID.eq(id));
  }

  /** Forgets all. */
  static Query deleteAll() {
    return deleteFrom(MIGRATION);
  }
}
