package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Locks that others hold. */
@Conformance
final class LockContract {

  private static final Duration LIMIT = Duration.ofMillis(200);

  @Test
  @Behaviour({60, 296})
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void aForeignLockIsWaitedForUpToTheLimit(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config.lockTimeout(LIMIT));
    Items items = Items.create(fixture, db, 1);
    try (AutoCloseable lock = fixture.namespace().lock(items.tableName)) {
      long issued = System.nanoTime();
      DatabaseException failure = Await.failure(db.execute(items.increment(1)));
      assertThat(System.nanoTime() - issued).isGreaterThanOrEqualTo(LIMIT.toNanos());
      assertThat(failure.kind()).isIn(ErrorKind.LOCK_TIMEOUT, ErrorKind.BUSY);
      assertThat(failure.isRetryable()).isTrue();
    }
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour(296)
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void aForeignLockThatIsGivenUpInTimeDoesNoHarm(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config.lockTimeout(Duration.ZERO));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> write;
    CompletableFuture<Integer> transaction;
    try (AutoCloseable lock = fixture.namespace().lock(items.tableName)) {
      write = db.execute(items.increment(1));
      transaction = db.transaction(tx -> tx.execute(items.increment(1)));
      // a reader passes meanwhile
      assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
      assertThat(write).isNotDone();
      assertThat(transaction).isNotDone();
    }
    assertThat(Await.get(write)).isEqualTo(1);
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(2);
  }

  @Test
  @Behaviour({37, 52})
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void waitingForAForeignLockEndsByDeadlineAndByCancel(Fixture fixture) throws Exception {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.lockTimeout(Duration.ZERO).listener(recorder));
    Items items = Items.create(fixture, db, 1);
    try (AutoCloseable lock = fixture.namespace().lock(items.tableName)) {
      Await.failure(
          ErrorKind.TIMEOUT,
          db.with(QueryOptions.defaults().withTimeout(LIMIT)).execute(items.increment(1)));
      CompletableFuture<Integer> write =
          db.with(QueryOptions.defaults().withTag("victim")).execute(items.increment(1));
      assertThat(write.cancel(true)).isTrue();
      // before the lock goes: else the write might still have got it
      recorder.end(UnitKind.EXECUTE, "victim");
    }
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour(120)
  @Requires(Capability.CONCURRENT_WRITES)
  void oneOfTwoInADeadlockFailsAndTheOtherCommits(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2).lockTimeout(Duration.ofSeconds(20)));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<Void> bothHold = new CompletableFuture<>();
    List<CompletableFuture<Boolean>> holding = new ArrayList<>();
    List<CompletableFuture<Integer>> transactions = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int first = i;
      CompletableFuture<Boolean> holds = new CompletableFuture<>();
      holding.add(holds);
      transactions.add(
          db.transaction(
              tx ->
                  tx.execute(items.increment(first))
                      .whenComplete((rows, failure) -> holds.complete(true))
                      .thenCompose(rows -> bothHold)
                      .thenCompose(nothing -> tx.execute(items.increment(3 - first)))));
    }
    Await.all(holding);
    bothHold.complete(null);
    List<DatabaseException> failures = new ArrayList<>();
    for (CompletableFuture<Integer> transaction : transactions) {
      try {
        assertThat(Await.get(transaction)).isEqualTo(1);
      } catch (DatabaseException e) {
        failures.add(e);
      }
    }
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).kind()).isEqualTo(ErrorKind.DEADLOCK);
    assertThat(failures.get(0).isRetryable()).isTrue();
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(2))).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour(121)
  @Requires(Capability.ROW_LOCKS)
  void aLockedRowIsRefusedOrSkippedOrWaitedForAsAsked(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(3).lockTimeout(LIMIT));
    Items items = Items.create(fixture, db, 2);
    var rows = select(items.id).from(items.table).orderBy(items.id);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> locked = new CompletableFuture<>();
    CompletableFuture<Void> holder =
        db.transaction(
            tx ->
                tx.fetch(select(items.id).from(items.table).where(items.id.eq(1)).forUpdate())
                    .whenComplete((row, failure) -> locked.complete(true))
                    .thenCompose(row -> gate));
    Await.get(locked);
    Await.failure(
        ErrorKind.LOCK_TIMEOUT, db.transaction(tx -> tx.fetch(rows.forUpdate().noWait())));
    Await.failure(ErrorKind.LOCK_TIMEOUT, db.execute(items.increment(1)));
    var skipping = select(items.id).from(items.table).forUpdate().skipLocked();
    assertThat(Await.get(db.transaction(tx -> tx.fetch(skipping))).getValues(items.id))
        .containsExactly(2);
    gate.complete(null);
    Await.get(holder);
  }

  @Test
  @Behaviour({20, 121})
  @Requires(absent = Capability.ROW_LOCKS)
  void lockingRowsIsRefusedWhereItCannotBe(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    var query = select(items.id).from(items.table);
    Await.failure(ErrorKind.UNSUPPORTED, db.fetch(query.forUpdate()));
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.fetch(select(items.id).from(items.table).forUpdate().skipLocked()));
    Await.failure(ErrorKind.UNSUPPORTED, db.fetch(select(items.id).from(items.table).forShare()));
  }
}
