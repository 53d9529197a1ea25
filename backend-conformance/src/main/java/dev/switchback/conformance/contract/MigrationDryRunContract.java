package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ALL;
import static dev.switchback.conformance.contract.Tables.ONE;
import static dev.switchback.conformance.contract.Tables.THREE;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.Migrations;
import dev.switchback.database.UnitKind;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What would be run. */
@Conformance
@DatabasePerTest
final class MigrationDryRunContract {

  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);

  private static final Migration ROW =
      Migration.of(
          "0002-row",
          "a row",
          context -> List.of(insertInto(table(name("one"))).columns(X).values(-17)));

  private static List<MigrationStatus> dryRun(Database db, Migration... migrations) {
    return Await.get(db.schema().migrations(List.of(migrations)).dryRun());
  }

  @Test
  @Behaviour(286)
  void itShowsTheStatementsAndWritesNothing(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Await.get(db.schema().migrate(List.of(ONE)));
    recorder.clear();
    List<MigrationStatus> would = dryRun(db, ONE, ROW, THREE);
    assertThat(recorder.ends(UnitKind.EXECUTE)).isEmpty();
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    assertThat(states(would)).containsExactly(State.APPLIED, State.PENDING, State.PENDING);
    assertThat(changes(would)).containsExactly(Change.NONE, Change.APPLIED, Change.APPLIED);
    assertThat(would.get(0).statements()).isEmpty();
    assertThat(would.get(1).statements())
        .singleElement()
        .satisfies(
            sql ->
                assertThat(sql)
                    .containsIgnoringCase("insert into")
                    .contains("-17")
                    .doesNotContain("?"));
    assertThat(would.get(2).statements()).singleElement().asString().contains("three");
    assertThat(Tables.of(db)).containsExactly("one");
  }

  /** The best proof that it is the SQL that would run is to run it. */
  @Test
  @Behaviour(286)
  void itsStatementsCanBeRunByHand(Database db) {
    List<MigrationStatus> would = dryRun(db, ONE, ROW, THREE);
    for (MigrationStatus status : would) {
      status.statements().forEach(sql -> Await.get(db.execute(query(sql))));
    }
    assertThat(Tables.of(db)).containsExactly("one", "three");
    assertThat(Await.get(db.fetchSingle(select(X).from(table(name("one"))))).value1())
        .isEqualTo(-17);
  }

  @Test
  void itGoesDownToo(Database db) {
    Migrations migrations = db.schema().migrations(ALL);
    Await.get(migrations.up());
    List<MigrationStatus> would = Await.get(migrations.dryRun("0001-one"));
    assertThat(states(would)).containsOnly(State.APPLIED);
    assertThat(changes(would)).containsExactly(Change.NONE, Change.UNDONE, Change.UNDONE);
    assertThat(would.get(1).statements())
        .singleElement()
        .asString()
        .startsWithIgnoringCase("drop table")
        .contains("two");
    assertThat(Tables.of(db)).hasSize(3);
    Await.failure(ErrorKind.MIGRATION, migrations.dryRun("0004-four"));
  }

  @Test
  void itRefusesWhatCouldNotBeDone(Database db) {
    List<Migration> list = List.of(ONE, Tables.irreversible("0002-two", "two"));
    Await.get(db.schema().migrate(list));
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrations(list).dryRun("0001-one")))
        .hasMessageContaining("0002-two");
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrations(List.of(ONE)).dryRun()))
        .hasMessageContaining("0002-two");
  }

  @Test
  void codeSeesTheTablesOfNow(Database db) {
    Migration conditional =
        Migration.of(
            "0002-column",
            "a column, if it is not there",
            context ->
                context.hasColumn("one", "y")
                    ? List.of()
                    : List.of(alterTable(name("one")).addColumn("y", context.types().int32())));
    assertThat(dryRun(db, ONE, conditional).get(1).statements()).hasSize(1);
    Await.get(db.schema().migrate(List.of(ONE)));
    Await.get(
        db.schema()
            .apply(List.of(alterTable(name("one")).addColumn("y", db.schema().types().int32()))));
    assertThat(dryRun(db, ONE, conditional).get(1).statements()).isEmpty();
  }

  @Test
  void codeThatCannotDoWithoutAnEarlierOneSaysSo(Database db) {
    Migration needing =
        Migration.of(
            "0002-needing",
            "looks at a table that must be there",
            context -> {
              context.table("one").orElseThrow();
              return List.of();
            });
    assertThat(
            Await.failure(
                ErrorKind.MIGRATION, db.schema().migrations(List.of(ONE, needing)).dryRun()))
        .hasMessageContaining("0002-needing")
        .hasMessageContaining("before 0001-one is applied");
    Await.get(db.schema().migrate(List.of(ONE, needing)));
  }

  @Test
  void valuesDoNotShowInTheStatusItself(Database db) {
    assertThat(dryRun(db, ONE, ROW).toString()).contains("0002-row").doesNotContain("17");
  }
}
