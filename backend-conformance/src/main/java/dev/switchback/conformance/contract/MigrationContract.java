package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.TableInfo;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** A schema's history. */
@Conformance
@DatabasePerTest
final class MigrationContract {

  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);

  private static final Migration TABLE =
      Migration.of(
          "0001-table",
          "a table",
          context ->
              List.of(createTable(name("t")).column("x", context.types().int32().notNull())));

  private static final Migration ROWS =
      Migration.of("0002-rows", "rows in it", context -> List.of(insert(1), insert(2)));

  private static final Migration COLUMN =
      Migration.of(
          "0003-column",
          "a column, if it is not there",
          context ->
              context.hasColumn("t", "y")
                  ? List.of()
                  : List.of(alterTable(name("t")).addColumn("y", context.types().text(5))));

  private static final List<Migration> ALL = List.of(TABLE, ROWS, COLUMN);

  private static Query insert(int x) {
    return insertInto(table(name("t"))).columns(X).values(x);
  }

  private static int rows(Database db) {
    return Await.get(db.fetchSingle(select(count()).from(table(name("t"))))).value1();
  }

  private static List<State> states(List<MigrationStatus> statuses) {
    return statuses.stream().map(MigrationStatus::state).toList();
  }

  @Test
  @Behaviour(280)
  void appliesInOrderOnce(Database db) {
    Instant before = Instant.now().minus(Duration.ofSeconds(1));
    List<MigrationStatus> applied = Await.get(db.schema().migrate(ALL));
    assertThat(applied)
        .extracting(MigrationStatus::id)
        .containsExactly("0001-table", "0002-rows", "0003-column");
    assertThat(states(applied)).containsOnly(State.APPLIED);
    assertThat(applied).allSatisfy(status -> assertThat(status.appliedAt()).isAfter(before));
    assertThat(rows(db)).isEqualTo(2);
    assertThat(Await.get(db.schema().table("t")).orElseThrow().column("y")).isPresent();
    List<MigrationStatus> again = Await.get(db.schema().migrate(ALL));
    assertThat(again).isEqualTo(Await.get(db.schema().status(ALL)));
    assertThat(rows(db)).isEqualTo(2);
  }

  @Test
  @Behaviour(280)
  void nothingToDoMeansNoWrite(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Await.get(db.schema().migrate(ALL));
    recorder.clear();
    Await.get(db.schema().migrate(ALL));
    Await.get(db.schema().status(ALL));
    assertThat(recorder.ends(UnitKind.EXECUTE)).isEmpty();
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
  }

  @Test
  @Behaviour(280)
  void statusTellsWhatIsPendingAndWritesNothing(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    List<MigrationStatus> fresh = Await.get(db.schema().status(ALL));
    assertThat(states(fresh)).containsExactly(State.PENDING, State.PENDING, State.PENDING);
    assertThat(fresh).allSatisfy(status -> assertThat(status.appliedAt()).isNull());
    assertThat(recorder.ends(UnitKind.EXECUTE)).isEmpty();
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    Await.get(db.schema().migrate(List.of(TABLE)));
    assertThat(states(Await.get(db.schema().status(ALL))))
        .containsExactly(State.APPLIED, State.PENDING, State.PENDING);
  }

  @Test
  @Behaviour(280)
  void laterOnesAreAddedLater(Database db) {
    Await.get(db.schema().migrate(List.of(TABLE)));
    Await.get(db.schema().migrate(List.of(TABLE, ROWS)));
    assertThat(states(Await.get(db.schema().migrate(ALL)))).containsOnly(State.APPLIED);
    assertThat(rows(db)).isEqualTo(2);
  }

  @Test
  void theHistoryIsNoTableOfTheApplication(Database db) {
    Await.get(db.schema().migrate(ALL));
    assertThat(Await.get(db.schema().tables())).extracting(TableInfo::name).containsExactly("t");
  }

  @Test
  @Behaviour(282)
  void aChangedOneIsRefusedByName(Database db) {
    Await.get(db.schema().migrate(List.of(TABLE, ROWS)));
    Migration changed =
        Migration.of("0002-rows", "rows in it", context -> List.of(insert(9))).withRevision(2);
    List<Migration> list = List.of(TABLE, changed, COLUMN);
    assertThat(states(Await.get(db.schema().status(list))))
        .containsExactly(State.APPLIED, State.CHANGED, State.PENDING);
    DatabaseException failure = Await.failure(ErrorKind.MIGRATION, db.schema().migrate(list));
    assertThat(failure).hasMessageContaining("0002-rows");
    assertThat(rows(db)).isEqualTo(2);
    assertThat(states(Await.get(db.schema().status(ALL))))
        .containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
  }

  @Test
  @Behaviour(282)
  void anAppliedOneThatIsMissingIsRefusedByName(Database db) {
    Await.get(db.schema().migrate(ALL));
    List<Migration> list = List.of(TABLE, ROWS);
    assertThat(Await.get(db.schema().status(list)))
        .anySatisfy(
            status -> {
              assertThat(status.id()).isEqualTo("0003-column");
              assertThat(status.state()).isEqualTo(State.UNKNOWN);
            });
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrate(list)))
        .hasMessageContaining("0003-column");
  }

  @Test
  @Behaviour(280)
  void aNewOneBeforeAnAppliedOneIsRefused(Database db) {
    Await.get(db.schema().migrate(List.of(TABLE, COLUMN)));
    Await.failure(ErrorKind.MIGRATION, db.schema().migrate(ALL));
    assertThat(rows(db)).isZero();
  }

  @Test
  void twoOfOneIdAreRefused(Database db) {
    Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(TABLE, TABLE)));
    assertThat(Await.get(db.schema().tables())).isEmpty();
  }

  @Test
  @Behaviour(283)
  @Requires(absent = Capability.TRANSACTIONAL_DDL)
  void aFailingOneGoesOnWhereItStopped(Database db) {
    Migration failing =
        Migration.of(
            "0002-failing",
            "works once there is another table",
            context ->
                List.of(
                    insert(1),
                    createTable(name("half")).column("x", context.types().int32()),
                    insertInto(table(name("other"))).columns(X).values(2)));
    DatabaseException failure =
        Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(TABLE, failing)));
    assertThat(failure).hasMessageContaining("0002-failing").hasMessageContaining("Statement 2");
    assertThat(states(Await.get(db.schema().status(List.of(TABLE, failing)))))
        .containsExactly(State.APPLIED, State.PENDING);
    assertThat(rows(db)).isEqualTo(1);
    Await.get(
        db.schema()
            .apply(List.of(createTable(name("other")).column("x", db.schema().types().int32()))));
    Await.get(db.schema().migrate(List.of(TABLE, failing)));
    assertThat(rows(db)).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(select(count()).from(table(name("other"))))).value1())
        .isEqualTo(1);
  }

  /** What stands in front of the statement that failed was run, and is not run in another form. */
  @Test
  @Requires(absent = Capability.TRANSACTIONAL_DDL)
  void aHalfAppliedOneWhoseStatementsHaveChangedIsRefused(Database db) {
    List<Integer> value = new ArrayList<>(List.of(1));
    Migration failing =
        Migration.of(
            "0002-failing",
            "another insert each time",
            context ->
                List.of(insert(value.get(0)), insertInto(table(name("no"))).columns(X).values(1)));
    Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(TABLE, failing)));
    value.set(0, 7);
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(TABLE, failing))))
        .hasMessageContaining("no longer what they were");
    assertThat(rows(db)).isEqualTo(1);
  }

  @Test
  @Behaviour(283)
  @Requires(Capability.TRANSACTIONAL_DDL)
  void aFailingOneIsUndoneAndEarlierOnesStay(Database db) {
    Migration failing =
        Migration.of(
            "0002-failing",
            "half of it works",
            context ->
                List.of(
                    insert(1),
                    createTable(name("half")).column("x", context.types().int32()),
                    insertInto(table(name("no_such_table"))).columns(X).values(1)));
    DatabaseException failure =
        Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(TABLE, failing)));
    assertThat(failure).hasMessageContaining("0002-failing");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            cause -> assertThat(cause.kind()).isEqualTo(ErrorKind.NO_SUCH_TABLE));
    assertThat(Await.get(db.schema().tables())).extracting(TableInfo::name).containsExactly("t");
    assertThat(rows(db)).isZero();
    assertThat(states(Await.get(db.schema().status(List.of(TABLE, failing)))))
        .containsExactly(State.APPLIED, State.PENDING);
    Await.get(db.schema().migrate(ALL));
    assertThat(rows(db)).isEqualTo(2);
  }

  @Test
  @Behaviour(283)
  void stepsThatThrowFailTheMigration(Database db) {
    Migration throwing =
        Migration.of(
            "0002-throwing",
            "does not get far",
            context -> {
              throw new IllegalStateException("mine");
            });
    DatabaseException failure =
        Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(TABLE, throwing)));
    assertThat(failure).hasRootCauseMessage("mine").hasMessageContaining("0002-throwing");
    assertThat(states(Await.get(db.schema().status(List.of(TABLE)))))
        .containsExactly(State.APPLIED);
  }

  @Test
  void theContextTellsWhatIsThere(Database db) {
    List<String> seen = new ArrayList<>();
    Migration looking =
        Migration.of(
            "0002-looking",
            "looks around",
            context -> {
              seen.add(context.backend().name());
              context.tables().forEach(table -> seen.add(table.name()));
              seen.add("" + context.hasColumn("t", "x"));
              seen.add("" + context.hasColumn("t", "y"));
              seen.add("" + context.hasColumn("nowhere", "x"));
              return List.of();
            });
    Await.get(db.schema().migrate(List.of(TABLE, looking)));
    assertThat(seen).containsExactly(db.backend().name(), "t", "true", "false", "false");
  }

  @Test
  @Behaviour(285)
  void onePooledConnectionIsEnough(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    assertThat(states(Await.get(db.schema().migrate(ALL)))).containsOnly(State.APPLIED);
    assertThat(states(Await.get(db.schema().migrate(ALL)))).containsOnly(State.APPLIED);
  }

  @Test
  @Behaviour(281)
  void severalCallsAtOnceApplyEachOnce(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(3));
    List<CompletableFuture<List<MigrationStatus>>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(db.schema().migrate(ALL));
    }
    Await.all(calls).forEach(each -> assertThat(states(each)).containsOnly(State.APPLIED));
    assertThat(rows(db)).isEqualTo(2);
  }

  @Test
  @Behaviour(281)
  @Requires(hooks = Hook.REOPEN)
  void severalProgramsAtOnceApplyEachOnce(Fixture fixture) {
    List<CompletableFuture<List<MigrationStatus>>> calls = new ArrayList<>();
    List<Database> programs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      programs.add(fixture.open(config -> config));
    }
    programs.forEach(program -> calls.add(program.schema().migrate(ALL)));
    Await.all(calls).forEach(each -> assertThat(states(each)).containsOnly(State.APPLIED));
    assertThat(rows(programs.get(0))).isEqualTo(2);
  }
}
