package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Tables.ALL;
import static dev.switchback.conformance.contract.Tables.changes;
import static dev.switchback.conformance.contract.Tables.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two programs whose migrations come between each other. */
@Conformance
@DatabasePerTest
@Requires(value = Capability.TRANSACTIONAL_DDL, hooks = Hook.REOPEN)
final class MigrationRaceContract {

  /** Holds a program up before one of its migrations, where it has no transaction. */
  private static final class Gate implements DatabaseListener {

    /** A look, the tables of the history, and then one for each migration. */
    private static final int TRANSACTION_OF_THE_THIRD = 5;

    private final AtomicInteger transactions = new AtomicInteger();
    final CompletableFuture<Void> reached = new CompletableFuture<>();
    final CompletableFuture<Void> open = new CompletableFuture<>();

    @Override
    public void started(UnitStart start) {
      if (start.kind() == UnitKind.TRANSACTION
          && transactions.incrementAndGet() == TRANSACTION_OF_THE_THIRD) {
        reached.complete(null);
        Await.get(open);
      }
    }
  }

  @Test
  void whatAnotherHasAppliedMeanwhileIsNotAppliedAgain(Fixture fixture) {
    Gate gate = new Gate();
    Database slow = fixture.open(config -> config.listener(gate));
    Database quick = fixture.open(config -> config);
    CompletableFuture<List<MigrationStatus>> migration = slow.schema().migrate(ALL);
    Await.get(gate.reached);
    assertThat(changes(Await.get(quick.schema().migrate(ALL))))
        .containsExactly(Change.NONE, Change.NONE, Change.APPLIED);
    gate.open.complete(null);
    List<MigrationStatus> after = Await.get(migration);
    assertThat(states(after)).containsOnly(State.APPLIED);
    assertThat(changes(after)).containsExactly(Change.APPLIED, Change.APPLIED, Change.NONE);
    assertThat(Tables.of(slow)).hasSize(3);
  }

  @Test
  void whereAnotherUndoesItGivesUp(Fixture fixture) {
    Gate gate = new Gate();
    Database up = fixture.open(config -> config.listener(gate));
    Database down = fixture.open(config -> config);
    CompletableFuture<List<MigrationStatus>> migration = up.schema().migrate(ALL);
    Await.get(gate.reached);
    Await.get(down.schema().migrations(ALL).to("0001-one"));
    gate.open.complete(null);
    assertThat(Await.failure(ErrorKind.MIGRATION, migration)).hasMessageContaining("0002-two");
    assertThat(Tables.of(down)).containsExactly("one");
  }

  @Test
  void whereAnotherAppliesNothingMoreIsUndone(Fixture fixture) {
    Gate gate = new Gate();
    Database up = fixture.open(config -> config);
    Await.get(up.schema().migrate(ALL));
    Database down = fixture.open(config -> config.listener(gate));
    CompletableFuture<List<MigrationStatus>> undoing = down.schema().migrations(ALL).down(3);
    Await.get(gate.reached);
    Await.get(up.schema().migrate(ALL));
    gate.open.complete(null);
    assertThat(Await.failure(ErrorKind.MIGRATION, undoing)).hasMessageContaining("0003-three");
    assertThat(Tables.of(up)).hasSize(3);
  }
}
