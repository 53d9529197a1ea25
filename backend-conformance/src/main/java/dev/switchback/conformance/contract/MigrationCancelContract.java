package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ALL;
import static dev.switchback.conformance.contract.Tables.ONE;
import static dev.switchback.conformance.contract.Tables.TWO;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationContext;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.UnitKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jooq.Query;
import org.junit.jupiter.api.Test;

/** Migrations given up in the middle. */
@Conformance
@DatabasePerTest
final class MigrationCancelContract {

  /** Makes a table, and then writes into it without end. */
  private static List<Query> endless(Fixture fixture, MigrationContext context) {
    return List.of(
        createTable(name("half")).column("x", context.types().longText()),
        query("insert into half " + fixture.namespace().endless(fixture.marker()).getSQL()));
  }

  private static CompletableFuture<?> running(
      Fixture fixture, Recorder recorder, CompletableFuture<?> migration) {
    Await.until(
        "the endless one has begun",
        () ->
            recorder.starts.stream()
                .anyMatch(
                    start ->
                        start.kind() == UnitKind.BATCH
                            && String.valueOf(start.sql()).contains("half")));
    return migration;
  }

  /** Not before: while it ends, its transaction may still hold what the next one needs. */
  private static void untilRolledBack(Recorder recorder) {
    Await.until(
        "it is rolled back",
        () ->
            recorder.ends(UnitKind.TRANSACTION).stream()
                .anyMatch(
                    end ->
                        end.failure() instanceof DatabaseException failure
                            && failure.kind() == ErrorKind.CANCELLED));
  }

  @Test
  void theOneUnderWayIsUndoneAndEarlierOnesStay(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Migration endless =
        Migration.of("0002-two", "never ends", context -> endless(fixture, context));
    CompletableFuture<?> migration = db.schema().migrate(List.of(ONE, endless));
    running(fixture, recorder, migration).cancel(false);
    untilRolledBack(recorder);
    assertThat(Tables.of(db)).containsExactly("one");
    assertThat(states(Await.get(db.schema().status(List.of(ONE, endless)))))
        .containsExactly(State.APPLIED, State.PENDING);
    assertThat(changes(Await.get(db.schema().migrate(ALL))))
        .containsExactly(Change.NONE, Change.APPLIED, Change.APPLIED);
  }

  @Test
  void soIsOneThatIsBeingUndone(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    List<Migration> migrations = List.of(ONE.withDown(context -> endless(fixture, context)), TWO);
    Await.get(db.schema().migrate(migrations));
    CompletableFuture<?> undoing = db.schema().migrations(migrations).down(2);
    running(fixture, recorder, undoing).cancel(false);
    untilRolledBack(recorder);
    assertThat(Tables.of(db)).containsExactly("one");
    assertThat(states(Await.get(db.schema().status(migrations))))
        .containsExactly(State.APPLIED, State.PENDING);
  }

  @Test
  void aLimitOfTheCallersOwnDoesTheSame(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Migration endless =
        Migration.of("0002-two", "never ends", context -> endless(fixture, context));
    CompletableFuture<?> migration = db.schema().migrate(List.of(ONE, endless));
    CompletableFuture<?> limited =
        running(fixture, recorder, migration).orTimeout(1, TimeUnit.MILLISECONDS);
    assertThat(Await.thrown(limited)).isInstanceOf(TimeoutException.class);
    untilRolledBack(recorder);
    assertThat(Tables.of(db)).containsExactly("one");
  }
}
