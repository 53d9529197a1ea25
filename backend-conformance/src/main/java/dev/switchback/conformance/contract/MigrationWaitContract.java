package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.TableInfo;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Migrations while another program holds what they need. */
@Conformance
@DatabasePerTest
final class MigrationWaitContract {

  /** The row that says who applies; made by the first migration. */
  private static final String LOCK = "switchback_migration_lock";

  private static final Migration FIRST = creating("0001-first", "first");
  private static final Migration SECOND = creating("0002-second", "second");
  private static final List<Migration> ALL = List.of(FIRST, SECOND);

  private static Migration creating(String id, String tableName) {
    return Migration.of(
        id,
        "a table",
        context ->
            List.of(createTable(name(tableName)).column("x", context.types().int32().notNull())));
  }

  @Test
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void waitsForAnotherProgramsMigrationHoweverLongItTakes(Fixture fixture) throws Exception {
    Database db =
        fixture.open(
            config ->
                config.lockTimeout(Duration.ofMillis(100)).queryTimeout(Duration.ofMillis(1)));
    Await.get(db.schema().migrate(List.of(FIRST)));
    Database other = fixture.open(config -> config.lockTimeout(Duration.ofMillis(100)));
    CompletableFuture<List<MigrationStatus>> migration;
    try (AutoCloseable lock = fixture.namespace().lock(LOCK)) {
      migration = db.schema().migrate(ALL);
      // Each of these waits as long as statements may, and fails then.
      for (int i = 0; i < 3; i++) {
        assertThat(Await.failure(other.execute(touch())).kind())
            .isIn(ErrorKind.LOCK_TIMEOUT, ErrorKind.BUSY);
      }
      assertThat(migration).isNotDone();
    }
    assertThat(Await.get(migration)).extracting(MigrationStatus::state).containsOnly(State.APPLIED);
    assertThat(tables(other)).containsExactly("first", "second");
  }

  private static Query touch() {
    var id = field(name("id"), SQLDataType.INTEGER);
    return update(table(name(LOCK))).set(id, 1).where(id.eq(1));
  }

  private static List<String> tables(Database db) {
    return Await.get(db.schema().tables()).stream().map(TableInfo::name).toList();
  }

  @Test
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void cancelledWhileItWaitsItEndsAndLeavesNothing(Fixture fixture) throws Exception {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Await.get(db.schema().migrate(List.of(FIRST)));
    recorder.clear();
    try (AutoCloseable lock = fixture.namespace().lock(LOCK)) {
      CompletableFuture<?> migration = db.schema().migrate(ALL);
      Await.until(
          "it has begun to wait",
          () ->
              recorder.starts.stream()
                  .anyMatch(
                      start ->
                          start.kind() == UnitKind.TRANSACTION
                              && String.valueOf(start.tag()).startsWith("migration")));
      assertThat(migration.cancel(true)).isTrue();
      // before the lock goes: else it might still have got it
      Await.until(
          "its transaction has ended",
          () ->
              recorder.ends(UnitKind.TRANSACTION).stream()
                  .anyMatch(
                      end ->
                          end.failure() instanceof DatabaseException failure
                              && failure.kind() == ErrorKind.CANCELLED));
    }
    assertThat(Await.get(db.schema().status(ALL)))
        .extracting(MigrationStatus::state)
        .containsExactly(State.APPLIED, State.PENDING);
    assertThat(tables(db)).containsExactly("first");
    Await.get(db.schema().migrate(ALL));
    assertThat(tables(db)).containsExactly("first", "second");
  }
}
