package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ONE;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.Migrations;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Migrations as scripts; those of these tests are resources beside this class. */
@Conformance
@DatabasePerTest
final class MigrationScriptContract {

  private static final Field<String> WORDS = field(name("words"), SQLDataType.VARCHAR);
  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);

  private static final Migration NOTES = script("0001-notes", "scripts/notes.sql");
  private static final Migration LOG = script("0002-log", "scripts/log.sql");

  private static Migration script(String id, String path) {
    return Migration.sql(id, "from " + path, MigrationScriptContract.class, path);
  }

  private static List<String> words(Database db) {
    return Await.get(db.fetch(select(WORDS).from(table(name("note"))).orderBy(ID)))
        .getValues(WORDS);
  }

  @Test
  void aResourceIsNamedLikeItsMigration(Database db) {
    Migration beside = Migration.sql("0001-beside", "a table", MigrationScriptContract.class);
    Await.get(db.schema().migrate(List.of(beside)));
    assertThat(Tables.of(db)).containsExactly("beside");
  }

  @Test
  @Behaviour(284)
  void statementsAreCutWhereTheyEndAndNowhereElse(Database db) {
    Await.get(db.schema().migrate(List.of(NOTES)));
    assertThat(words(db))
        .containsExactly(
            "first; it's one",
            "-- no comment",
            "/* nor this; */",
            "what? {fn now()} :x $1",
            "Ærøskøbing; 日本語; 🎵");
  }

  @Test
  @Behaviour(284)
  void aDatabaseTakesTheScriptOfItsOwnKind(Database db) {
    Await.get(db.schema().migrate(List.of(NOTES, LOG)));
    assertThat(Await.get(db.fetch(select(X).from(table(name("log"))).orderBy(X))).getValues(X))
        .containsExactly(-7, 7);
  }

  @Test
  void aScriptThatUndoesIsFoundByItsName(Database db) {
    Migrations migrations = db.schema().migrations(List.of(NOTES, LOG));
    Await.get(migrations.up());
    Await.get(migrations.down(1));
    assertThat(Tables.of(db)).containsExactly("note");
    Await.get(migrations.up());
    Await.get(migrations.down(2));
    assertThat(Tables.of(db)).isEmpty();
  }

  @Test
  void withoutOneItCannotBeUndoneButByCode(Database db) {
    Migration beside = Migration.sql("0001-beside", "a table", MigrationScriptContract.class);
    Await.get(db.schema().migrate(List.of(beside)));
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrations(List.of(beside)).down(1)))
        .hasMessageContaining("0001-beside");
    Migration withDown = beside.withDown(context -> List.of(dropTable(name("beside"))));
    Await.get(db.schema().migrations(List.of(withDown)).down(1));
    assertThat(Tables.of(db)).isEmpty();
  }

  @Test
  @Behaviour(282)
  void theChecksumIsThatOfTheText(Database db) {
    Await.get(db.schema().migrate(List.of(NOTES)));
    Migration moved =
        Migration.sql(
            "0001-notes",
            "in other words",
            MigrationScriptContract.class,
            "/dev/switchback/conformance/contract/scripts/notes.sql");
    assertThat(states(Await.get(db.schema().status(List.of(moved))))).containsOnly(State.APPLIED);
    Migration edited = script("0001-notes", "scripts/notes-edited.sql");
    assertThat(states(Await.get(db.schema().status(List.of(edited))))).containsOnly(State.CHANGED);
    assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(edited))))
        .hasMessageContaining("0001-notes");
    assertThat(changes(Await.get(db.schema().migrations(List.of(edited)).repair())))
        .containsOnly(Change.ACCEPTED);
    assertThat(states(Await.get(db.schema().status(List.of(edited))))).containsOnly(State.APPLIED);
  }

  @Test
  void missingOnesAreNamedBeforeAnythingIsDone(Database db) {
    List<Migration> migrations =
        List.of(ONE, script("0002-a", "scripts/a.sql"), script("0003-b", "/b.sql"));
    String backend = db.backend().name();
    for (var call :
        List.of(
            db.schema().migrate(migrations),
            db.schema().status(migrations),
            db.schema().migrations(migrations).dryRun(),
            db.schema().migrations(migrations).repair())) {
      assertThat(Await.failure(ErrorKind.MIGRATION, call))
          .hasMessageContaining("0002-a")
          .hasMessageContaining("scripts/a." + backend + ".sql")
          .hasMessageContaining("scripts/a.sql")
          .hasMessageContaining("/b.sql");
    }
    assertThat(Tables.of(db)).isEmpty();
    assertThatThrownBy(() -> script("0004-c", "scripts/c.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scripts/c.txt");
  }

  @Test
  @Behaviour(283)
  void oneThatFailsIsUndoneAndSaysWhere(Database db) {
    Migration failing = script("0002-failing", "scripts/failing.sql");
    DatabaseException failure =
        Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(ONE, failing)));
    assertThat(failure).hasMessageContaining("0002-failing").hasMessageContaining("ine 4 ");
    assertThat(failure.sql()).isEqualTo("insert into no_such_table (x) values (2)");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            DatabaseException.class,
            cause -> assertThat(cause.kind()).isEqualTo(ErrorKind.NO_SUCH_TABLE));
    assertThat(Tables.of(db)).containsExactly("one");
  }

  @Test
  void transactionControlIsRefusedBeforeAnythingIsRun(Database db) {
    DatabaseException failure =
        Await.failure(
            ErrorKind.MIGRATION,
            db.schema().migrate(List.of(script("0001-control", "scripts/control.sql"))));
    assertThat(failure).hasMessageContaining("0001-control").hasMessageContaining("ine 2 ");
    assertThat(Tables.of(db)).isEmpty();
  }

  @Test
  void oneThatEndsInAQuoteIsRefusedBeforeAnythingIsRun(Database db) {
    assertThat(
            Await.failure(
                ErrorKind.MIGRATION,
                db.schema().migrate(List.of(script("0001-open", "scripts/open.sql")))))
        .hasMessageContaining("0001-open")
        .hasMessageContaining("line 2");
    assertThat(Tables.of(db)).isEmpty();
  }

  @Test
  void oneOfCommentsIsAppliedAndDoesNothing(Database db) {
    List<MigrationStatus> applied =
        Await.get(db.schema().migrate(List.of(script("0001-nothing", "scripts/nothing.sql"))));
    assertThat(states(applied)).containsOnly(State.APPLIED);
    assertThat(Tables.of(db)).isEmpty();
  }

  @Test
  @Behaviour(286)
  void aDryRunShowsItsStatements(Database db) {
    List<MigrationStatus> would = Await.get(db.schema().migrations(List.of(NOTES, LOG)).dryRun());
    assertThat(would.get(0).statements())
        .hasSize(7)
        .contains("insert into note (id, words) values (2, '-- no comment')");
    assertThat(would.get(1).statements()).last().asString().endsWith("(7, 'seen')");
    assertThat(Tables.of(db)).isEmpty();
  }
}
