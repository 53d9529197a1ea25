package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ALL;
import static dev.switchback.conformance.contract.Tables.ONE;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.foreignKey;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

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
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.Migrations;
import dev.switchback.database.Types;
import dev.switchback.database.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** A database emptied and migrated again; and only the one that was meant. */
@Conformance
@DatabasePerTest
final class FreshContract {

  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);
  private static final Field<Integer> Y = field(name("y"), SQLDataType.INTEGER);
  private static final Pattern NAME = Pattern.compile("fresh\\(\"(.+)\"\\)");

  /** The error tells it: so does a user get to know it. */
  private static String databaseName(Database db) {
    DatabaseException refusal =
        Await.failure(ErrorKind.ILLEGAL_USE, db.schema().migrations(List.of()).fresh(""));
    Matcher matcher = NAME.matcher(String.valueOf(refusal.getMessage()));
    assertThat(matcher.find()).as(refusal.getMessage()).isTrue();
    return matcher.group(1);
  }

  @Test
  void anotherDatabasesNameIsRefusedAndNothingIsDone(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Migrations migrations = db.schema().migrations(ALL);
    Await.get(migrations.to("0001-one"));
    Await.get(db.execute(insertInto(table(name("one"))).columns(X).values(1)));
    String right = databaseName(db);
    recorder.clear();
    for (String wrong : List.of("music", right + "x", right.toUpperCase(), "")) {
      assertThat(Await.failure(ErrorKind.ILLEGAL_USE, migrations.fresh(wrong)))
          .hasMessageContaining(right);
    }
    assertThat(recorder.ends(UnitKind.EXECUTE)).isEmpty();
    assertThat(recorder.ends(UnitKind.BATCH)).isEmpty();
    assertThat(Await.get(db.fetchSingle(select(count()).from(table(name("one"))))).value1())
        .isEqualTo(1);
  }

  @Test
  void everythingIsDroppedWhateverDependsOnWhat(Database db) {
    Await.get(db.schema().migrate(ALL));
    Types types = db.schema().types();
    for (String parent : List.of("a", "b")) {
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(name(parent))
                          .column("x", types.int32().notNull())
                          .column("y", types.int32())
                          .constraint(primaryKey("x")))));
    }
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("Some 'child'"))
                        .column("x", types.int32().notNull())
                        .column("y", types.int32().notNull())
                        .constraints(
                            primaryKey("x"),
                            foreignKey("y").references("a", "x"),
                            foreignKey("x").references("Some 'child'", "x")),
                    createIndex(name("by_y")).on(table(name("Some 'child'")), Y),
                    createView(name("seen"), name("x")).as(select(X).from(table(name("a")))),
                    createView(name("seen_again"), name("x"))
                        .as(select(X).from(table(name("seen")))))));
    Await.get(db.execute(insertInto(table(name("a"))).columns(X, Y).values(1, 2)));
    Await.get(db.execute(insertInto(table(name("Some 'child'"))).columns(X, Y).values(1, 1)));
    List<MigrationStatus> fresh = Await.get(db.schema().migrations(ALL).fresh(databaseName(db)));
    assertThat(states(fresh)).containsOnly(State.APPLIED);
    assertThat(changes(fresh)).containsOnly(Change.APPLIED);
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
    Await.failure(ErrorKind.NO_SUCH_TABLE, db.fetch(select(X).from(table(name("seen_again")))));
  }

  @Test
  void rowsAndRecordsOfBeforeAreGone(Database db) {
    Await.get(db.schema().migrate(List.of(ONE, Tables.migration("0009-other", "other"))));
    Await.get(db.execute(insertInto(table(name("one"))).columns(X).values(1)));
    List<MigrationStatus> fresh = Await.get(db.schema().migrations(ALL).fresh(databaseName(db)));
    assertThat(fresh).extracting(MigrationStatus::id).doesNotContain("0009-other").hasSize(3);
    assertThat(Await.get(db.fetch(select(X).from(table(name("one")))))).isEmpty();
    assertThat(Await.get(db.schema().status(ALL))).extracting(MigrationStatus::state).hasSize(3);
  }

  @Test
  void anEmptyDatabaseIsMadeToo(Database db) {
    Await.get(db.schema().migrations(ALL).fresh(databaseName(db)));
    assertThat(Tables.of(db)).hasSize(3);
  }

  @Test
  void aFailingMigrationStopsItAfterTheEarlierOnes(Database db) {
    Await.get(db.schema().migrate(ALL));
    Migration failing =
        Migration.of(
            "0002-failing",
            "fails",
            context -> List.of(alterTable(name("nowhere")).add(Y, SQLDataType.INTEGER)));
    List<Migration> list = List.of(ONE, failing);
    assertThat(
            Await.failure(
                ErrorKind.MIGRATION, db.schema().migrations(list).fresh(databaseName(db))))
        .hasMessageContaining("0002-failing");
    assertThat(Tables.of(db)).containsExactly("one");
    assertThat(states(Await.get(db.schema().status(list))))
        .containsExactly(State.APPLIED, State.PENDING);
  }

  /** One that is emptied under way says so; nothing is left that a further call cannot finish. */
  @Test
  @Requires(hooks = Hook.REOPEN)
  void severalProgramsAtOnceLeaveNothingHalfDone(Fixture fixture) {
    Database first = fixture.open(config -> config);
    String name = databaseName(first);
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Database program = fixture.open(config -> config);
      calls.add(program.schema().migrations(ALL).fresh(name));
    }
    calls.add(first.schema().migrate(ALL));
    for (CompletableFuture<?> call : calls) {
      Await.get(
          call.handle(
              (done, failure) -> {
                if (failure != null) {
                  assertThat(DatabaseException.of(failure).kind()).isEqualTo(ErrorKind.MIGRATION);
                }
                return done;
              }));
    }
    Await.get(first.schema().migrate(ALL));
    assertThat(Tables.of(first)).hasSize(3);
  }
}
