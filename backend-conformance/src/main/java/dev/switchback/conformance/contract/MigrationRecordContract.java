package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ALL;
import static dev.switchback.conformance.contract.Tables.ONE;
import static dev.switchback.conformance.contract.Tables.THREE;
import static dev.switchback.conformance.contract.Tables.TWO;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

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
import dev.switchback.database.Types;
import dev.switchback.database.UnitKind;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What is recorded of migrations: held against what is given, corrected, and read for years. */
@Conformance
@DatabasePerTest
final class MigrationRecordContract {

  private static final Migration CHANGED_TWO = TWO.withRevision(2);

  private static void createByHand(Database db, String... tables) {
    for (String table : tables) {
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(name(table))
                          .column("x", db.schema().types().int32().notNull()))));
    }
  }

  @Test
  void validateNamesEachThatDoesNotFit(Database db) {
    Await.get(db.schema().migrate(List.of(TWO, THREE, Tables.migration("0004-four", "four"))));
    DatabaseException failure =
        Await.failure(
            ErrorKind.MIGRATION,
            db.schema().migrations(List.of(ONE, CHANGED_TWO, THREE)).validate());
    assertThat(failure)
        .hasMessageContaining("0002-two has changed")
        .hasMessageContaining("0003-three is applied, and 0001-one before it is not")
        .hasMessageContaining("0004-four is applied, and is not among the given ones");
    assertThat(
            Await.failure(
                ErrorKind.MIGRATION, db.schema().migrate(List.of(ONE, CHANGED_TWO, THREE))))
        .hasMessage(failure.getMessage());
  }

  @Test
  void validateAnswersTheStatusAndWritesNothing(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Migrations migrations = db.schema().migrations(ALL);
    assertThat(states(Await.get(migrations.validate()))).containsOnly(State.PENDING);
    assertThat(recorder.ends(UnitKind.EXECUTE)).isEmpty();
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    Await.get(migrations.to("0002-two"));
    assertThat(Await.get(migrations.validate())).isEqualTo(Await.get(migrations.status()));
  }

  @Test
  void baselineMarksWithoutRunning(Database db) {
    createByHand(db, "one", "two");
    Migrations migrations = db.schema().migrations(ALL);
    List<MigrationStatus> marked = Await.get(migrations.baseline("0002-two"));
    assertThat(states(marked)).containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
    assertThat(changes(marked)).containsExactly(Change.MARKED, Change.MARKED, Change.NONE);
    assertThat(Tables.of(db)).containsExactly("one", "two");
    assertThat(Await.get(migrations.status()))
        .extracting(MigrationStatus::appliedAt)
        .isEqualTo(marked.stream().map(MigrationStatus::appliedAt).toList());
    assertThat(changes(Await.get(migrations.up())))
        .containsExactly(Change.NONE, Change.NONE, Change.APPLIED);
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
    Await.get(migrations.down(3));
    assertThat(Tables.of(db)).isEmpty();
  }

  @Test
  void baselineOfWhatIsAppliedDoesNothing(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Migrations migrations = db.schema().migrations(ALL);
    Await.get(migrations.up());
    recorder.clear();
    assertThat(changes(Await.get(migrations.baseline("0002-two")))).containsOnly(Change.NONE);
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    assertThat(states(Await.get(migrations.status()))).containsOnly(State.APPLIED);
  }

  @Test
  void baselineOfAnEmptyDatabaseIsRefused(Database db) {
    Migrations migrations = db.schema().migrations(ALL);
    assertThat(Await.failure(ErrorKind.MIGRATION, migrations.baseline("0002-two")))
        .hasMessageContaining("0002-two");
    Await.failure(ErrorKind.MIGRATION, migrations.baseline("0004-four"));
    assertThat(states(Await.get(migrations.status()))).containsOnly(State.PENDING);
  }

  @Test
  void repairAcceptsAndForgetsAndSaysSo(Database db) {
    Await.get(db.schema().migrate(ALL));
    Migrations edited = db.schema().migrations(List.of(ONE, CHANGED_TWO));
    List<MigrationStatus> repaired = Await.get(edited.repair());
    assertThat(repaired)
        .extracting(MigrationStatus::id)
        .containsExactly("0001-one", "0002-two", "0003-three");
    assertThat(changes(repaired)).containsExactly(Change.NONE, Change.ACCEPTED, Change.REMOVED);
    assertThat(states(repaired)).containsExactly(State.APPLIED, State.APPLIED, State.UNKNOWN);
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
    assertThat(states(Await.get(edited.validate()))).containsExactly(State.APPLIED, State.APPLIED);
    assertThat(changes(Await.get(edited.repair()))).containsOnly(Change.NONE);
    assertThat(states(Await.get(db.schema().status(ALL))))
        .containsExactly(State.APPLIED, State.CHANGED, State.PENDING);
  }

  @Test
  void repairOfWhatFitsWritesNothing(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Migrations migrations = db.schema().migrations(ALL);
    assertThat(changes(Await.get(migrations.repair()))).containsOnly(Change.NONE);
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    Await.get(migrations.up());
    recorder.clear();
    assertThat(changes(Await.get(migrations.repair()))).containsOnly(Change.NONE);
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
  }

  /**
   * The tables as the first version made them, and a checksum that it wrote. A change of this test
   * is a change that every existing database would notice.
   */
  @Test
  void theHistoryOfTheFirstVersionIsRead(Database db) {
    Types types = db.schema().types();
    Field<String> id = field(name("id"), SQLDataType.VARCHAR);
    Field<Integer> position = field(name("position"), SQLDataType.INTEGER);
    Field<String> description = field(name("description"), SQLDataType.CLOB);
    Field<String> checksum = field(name("checksum"), SQLDataType.VARCHAR);
    Field<Instant> appliedAt = field(name("applied_at"), SQLDataType.INSTANT);
    Instant then = Instant.parse("2024-02-29T12:00:00.123456Z");
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("switchback_migration"))
                        .column("id", types.text(100).notNull())
                        .column("position", types.int32().notNull())
                        .column("description", types.longText().notNull())
                        .column("checksum", types.text(64).notNull())
                        .column("applied_at", types.instant().notNull())
                        .constraint(primaryKey("id")),
                    createTable(name("switchback_migration_lock"))
                        .column("id", types.int32().notNull())
                        .constraint(primaryKey("id")))));
    Await.get(
        db.execute(insertInto(table(name("switchback_migration_lock"))).columns(X_ID).values(1)));
    Await.get(
        db.execute(
            insertInto(table(name("switchback_migration")))
                .columns(id, position, description, checksum, appliedAt)
                .values("0001-one", 0, "the table one", CHECKSUM_OF_ONE, then)));
    createByHand(db, "one");
    List<MigrationStatus> status = Await.get(db.schema().migrations(ALL).validate());
    assertThat(states(status)).containsExactly(State.APPLIED, State.PENDING, State.PENDING);
    assertThat(status.get(0).appliedAt()).isEqualTo(then);
    Await.get(db.schema().migrate(ALL));
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
    assertThat(
            Await.get(
                    db.fetch(
                        select(id, position, checksum)
                            .from(table(name("switchback_migration")))
                            .orderBy(position)))
                .getValues(checksum))
        .containsExactly(CHECKSUM_OF_ONE, CHECKSUM_OF_TWO, CHECKSUM_OF_THREE);
  }

  private static final Field<Integer> X_ID = field(name("id"), SQLDataType.INTEGER);
  private static final String CHECKSUM_OF_ONE =
      "3de4163c7fbe81e3c9b97ce0cce9d7e3e62ea17f90d0d68eb9a29faf31c9f972";
  private static final String CHECKSUM_OF_TWO =
      "898a0c307a8560e7913c8145afc7b280a6283c0a658e4aa4e6c37674954d6f4b";
  private static final String CHECKSUM_OF_THREE =
      "7f745f2d719b9bf61155aaeb94197a90ddff9bff5796a19b9b97659cccce892d";
}
