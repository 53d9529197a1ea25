package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ALL;
import static dev.switchback.conformance.contract.Tables.ONE;
import static dev.switchback.conformance.contract.Tables.THREE;
import static dev.switchback.conformance.contract.Tables.TWO;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.name;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.Migrations;
import dev.switchback.database.UnitKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Migrations undone, and gone to. */
@Conformance
@DatabasePerTest
final class MigrationUndoContract {

  private static Migrations applied(Database db) {
    Migrations migrations = db.schema().migrations(ALL);
    Await.get(migrations.up());
    return migrations;
  }

  @Test
  void downUndoesTheLastOnes(Database db) {
    Migrations migrations = applied(db);
    List<MigrationStatus> after = Await.get(migrations.down(1));
    assertThat(Tables.of(db)).containsExactly("one", "two");
    assertThat(states(after)).containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
    assertThat(changes(after)).containsExactly(Change.NONE, Change.NONE, Change.UNDONE);
    assertThat(after.get(2).appliedAt()).isNull();
    assertThat(states(Await.get(migrations.status()))).isEqualTo(states(after));
    Await.get(migrations.down(2));
    assertThat(Tables.of(db)).isEmpty();
    assertThat(states(Await.get(migrations.status()))).containsOnly(State.PENDING);
  }

  @Test
  void theyAreUndoneLatestFirst(Database db) {
    List<String> order = new ArrayList<>();
    List<Migration> migrations = new ArrayList<>();
    for (Migration migration : ALL) {
      Migration.Code down = (Migration.Code) migration.down();
      migrations.add(
          migration.withDown(
              context -> {
                order.add(migration.id());
                return down.statements().apply(context);
              }));
    }
    Await.get(db.schema().migrate(migrations));
    Await.get(db.schema().migrations(migrations).down(3));
    assertThat(order).containsExactly("0003-three", "0002-two", "0001-one");
  }

  @Test
  void moreThanThereAreIsAll(Database db) {
    Migrations migrations = applied(db);
    assertThat(changes(Await.get(migrations.down(Integer.MAX_VALUE)))).containsOnly(Change.UNDONE);
    assertThat(Tables.of(db)).isEmpty();
    assertThat(changes(Await.get(migrations.down(1)))).containsOnly(Change.NONE);
    assertThatThrownBy(() -> migrations.down(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsUndoneCanBeAppliedAgain(Database db) {
    Migrations migrations = applied(db);
    Await.get(migrations.down(2));
    List<MigrationStatus> after = Await.get(migrations.up());
    assertThat(changes(after)).containsExactly(Change.NONE, Change.APPLIED, Change.APPLIED);
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
  }

  @Test
  void toGoesUpAndDown(Database db) {
    Migrations migrations = db.schema().migrations(ALL);
    List<MigrationStatus> up = Await.get(migrations.to("0002-two"));
    assertThat(states(up)).containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
    assertThat(changes(up)).containsExactly(Change.APPLIED, Change.APPLIED, Change.NONE);
    assertThat(Tables.of(db)).containsExactly("one", "two");
    assertThat(changes(Await.get(migrations.to("0002-two")))).containsOnly(Change.NONE);
    List<MigrationStatus> down = Await.get(migrations.to("0001-one"));
    assertThat(changes(down)).containsExactly(Change.NONE, Change.UNDONE, Change.NONE);
    assertThat(Tables.of(db)).containsExactly("one");
    Await.get(migrations.to("0003-three"));
    assertThat(Tables.of(db)).hasSize(3);
  }

  @Test
  void toAnUnknownOneIsRefusedByName(Database db) {
    Migrations migrations = applied(db);
    assertThat(Await.failure(ErrorKind.MIGRATION, migrations.to("0004-four")))
        .hasMessageContaining("0004-four");
    assertThat(Tables.of(db)).hasSize(3);
  }

  @Test
  void nothingToUndoMeansNoWrite(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Await.get(db.schema().migrations(ALL).down(1));
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    assertThat(recorder.ends(UnitKind.EXECUTE)).isEmpty();
  }

  @Test
  void withoutStepsForItNothingIsUndone(Database db) {
    List<Migration> migrations = List.of(ONE, Tables.irreversible("0002-two", "two"), THREE);
    Await.get(db.schema().migrate(migrations));
    DatabaseException failure =
        Await.failure(ErrorKind.MIGRATION, db.schema().migrations(migrations).down(2));
    assertThat(failure).hasMessageContaining("0002-two");
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
    Await.get(db.schema().migrations(migrations).down(1));
    assertThat(Tables.of(db)).containsExactly("one", "two");
  }

  @Test
  void oneThatFailsIsNotUndoneAndLaterOnesAre(Database db) {
    Migration failing =
        TWO.withDown(context -> List.of(dropTable(name("two")), dropTable(name("no_such_table"))));
    List<Migration> migrations = List.of(ONE, failing, THREE);
    Await.get(db.schema().migrate(migrations));
    DatabaseException failure =
        Await.failure(ErrorKind.MIGRATION, db.schema().migrations(migrations).down(3));
    assertThat(failure).hasMessageContaining("0002-two").hasMessageContaining("ndoing");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            cause -> assertThat(cause.kind()).isEqualTo(ErrorKind.NO_SUCH_TABLE));
    assertThat(Tables.of(db)).containsExactly("one", "two");
    assertThat(states(Await.get(db.schema().status(migrations))))
        .containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
  }

  @Test
  void aChangedOneIsNotUndone(Database db) {
    applied(db);
    List<Migration> changed = List.of(ONE, TWO, THREE.withRevision(2));
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrations(changed).down(1)))
        .hasMessageContaining("0003-three");
    assertThat(Tables.of(db)).hasSize(3);
  }

  @Test
  void theStepsSeeTheTablesOfTheirMoment(Database db) {
    List<List<String>> seen = new ArrayList<>();
    Migration looking =
        Migration.of("0004-looking", "looks", context -> List.of())
            .withDown(
                context -> {
                  seen.add(context.tables().stream().map(table -> table.name()).toList());
                  return List.of();
                });
    List<Migration> migrations = List.of(ONE, looking, THREE);
    Await.get(db.schema().migrate(migrations));
    Await.get(db.schema().migrations(migrations).down(2));
    assertThat(seen).containsExactly(List.of("one"));
  }
}
