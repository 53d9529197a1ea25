package dev.switchback.backend.jdbc.internal.schema;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTableIfNotExists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import dev.switchback.database.Types;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record5;
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

  private final Dialect dialect;
  private final Types types;

  History(Dialect dialect) {
    this.dialect = dialect;
    this.types = dialect.types();
  }

  static boolean owns(String table) {
    return table.equals(MIGRATION.getName()) || table.equals(LOCK.getName());
  }

  /** Makes what is missing of the two tables. */
  List<Query> create() {
    return List.of(
        createTableIfNotExists(MIGRATION)
            .column(ID.getUnqualifiedName(), types.text(100).notNull())
            .column(POSITION.getUnqualifiedName(), types.int32().notNull())
            .column(DESCRIPTION.getUnqualifiedName(), types.longText().notNull())
            .column(CHECKSUM.getUnqualifiedName(), types.text(64).notNull())
            .column(APPLIED_AT.getUnqualifiedName(), types.instant().notNull())
            .constraint(constraint().primaryKey(ID.getUnqualifiedName())),
        createTableIfNotExists(LOCK)
            .column(LOCK_ID.getUnqualifiedName(), types.int32().notNull())
            .constraint(constraint().primaryKey(LOCK_ID.getUnqualifiedName())),
        insertInto(LOCK).columns(LOCK_ID).values(1).onConflictDoNothing());
  }

  /**
   * Waits until nobody else applies, and holds the others off until the transaction ends: the row's
   * own lock does it, and goes with the transaction, however that ends.
   */
  CompletableFuture<Integer> lock(Transaction tx) {
    return tx.execute(update(LOCK).set(LOCK_ID, 1).where(LOCK_ID.eq(1)));
  }

  /** What of the given migrations is applied, and what else is. */
  CompletableFuture<List<MigrationStatus>> read(
      QueryExecutor executor, List<Migration> migrations) {
    return dialect
        .tables(executor)
        .thenCompose(
            tables -> {
              if (tables.stream().noneMatch(table -> table.name().equals(MIGRATION.getName()))) {
                return CompletableFuture.completedFuture(compare(List.of(), migrations));
              }
              return executor
                  .fetch(
                      select(ID, POSITION, DESCRIPTION, CHECKSUM, APPLIED_AT)
                          .from(MIGRATION)
                          .orderBy(POSITION, ID))
                  .thenApply(applied -> compare(applied, migrations));
            });
  }

  private static List<MigrationStatus> compare(
      List<Record5<String, Integer, String, String, Instant>> applied, List<Migration> migrations) {
    Map<String, Record5<String, Integer, String, String, Instant>> byId = new LinkedHashMap<>();
    applied.forEach(row -> byId.put(row.value1(), row));
    List<MigrationStatus> statuses = new ArrayList<>();
    for (Migration migration : migrations) {
      Record5<String, Integer, String, String, Instant> row = byId.remove(migration.id());
      if (row == null) {
        statuses.add(
            new MigrationStatus(migration.id(), migration.description(), State.PENDING, null));
      } else {
        State state = row.value4().equals(checksum(migration)) ? State.APPLIED : State.CHANGED;
        statuses.add(
            new MigrationStatus(migration.id(), migration.description(), state, row.value5()));
      }
    }
    byId.forEach(
        (id, row) ->
            statuses.add(new MigrationStatus(id, row.value3(), State.UNKNOWN, row.value5())));
    return statuses;
  }

  /** Notes that a migration has been applied. */
  Query applied(int position, Migration migration) {
    return insertInto(MIGRATION)
        .columns(ID, POSITION, DESCRIPTION, CHECKSUM, APPLIED_AT)
        .values(
            migration.id(), position, migration.description(), checksum(migration), Instant.now());
  }

  private static String checksum(Migration migration) {
    String source = migration.id() + '\n' + migration.revision() + '\n' + migration.description();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
