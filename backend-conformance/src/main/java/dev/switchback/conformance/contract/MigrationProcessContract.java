package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static dev.switchback.conformance.process.Migrator.MIGRATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Migrator;
import dev.switchback.database.Database;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Migrations by processes of their own: at once, and killed. */
@Conformance
@DatabasePerTest
@Requires(hooks = Hook.REOPEN)
final class MigrationProcessContract {

  private static final int PROCESSES = 3;

  @Test
  @Behaviour(281)
  void processesThatMigrateAtOnceApplyEachOnce(Fixture fixture) {
    List<ChildJvm> children = Stream.generate(Migrator::start).limit(PROCESSES).toList();
    try {
      children.forEach(child -> Migrator.migrate(child, fixture.config().build()));
      assertThat(children.stream().mapToInt(Migrator::applied).sum()).isEqualTo(MIGRATIONS.size());
    } finally {
      children.forEach(ChildJvm::close);
    }
    Database db = fixture.open(config -> config);
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
    assertThat(changes(Await.get(db.schema().migrate(MIGRATIONS)))).containsOnly(Change.NONE);
  }

  /** A server goes on with the statement under way, and notices then. */
  @Test
  @Behaviour(283)
  void oneThatIsKilledInTheMiddleLeavesNothingHalfDone(Fixture fixture) {
    try (ChildJvm child = Migrator.start()) {
      String lasting = fixture.namespace().lasting().getSQL();
      Migrator.migrateWithoutEnd(child, fixture.config().build(), lasting);
      if (fixture.namespace().hooks().contains(Hook.SESSIONS)) {
        Await.until(
            "it is in the middle",
            () -> fixture.namespace().sessions().running("insert into half"));
      }
      child.kill();
    }
    Database db = fixture.open(config -> config);
    assertThat(states(Await.get(db.schema().status(MIGRATIONS))))
        .containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
    assertThat(changes(Await.get(db.schema().migrate(MIGRATIONS))))
        .containsExactly(Change.NONE, Change.NONE, Change.APPLIED);
    assertThat(Tables.of(db)).containsExactly("one", "three", "two");
  }
}
