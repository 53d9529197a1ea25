package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.Load;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Loads that the database itself holds up, or loses. */
@Conformance
final class LoadWaitContract {

  private static Load<Integer> load(Items items, Stream<Integer> ids) {
    return Load.into(items.table, ids).set(items.id, id -> id).set(items.amount, id -> 0);
  }

  private static CompletableFuture<Long> waiting(Database db, Items items, String tag) {
    CompletableFuture<Long> loading =
        db.with(QueryOptions.defaults().withTag(tag)).load(load(items, Stream.of(1, 2, 3)));
    Await.until(
        "it has a connection",
        () -> db.stats().lanes().stream().mapToInt(LaneStats::active).sum() > 0);
    return loading;
  }

  /** Its source can be read but once: it must not be, before there is a way. */
  @Test
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void aLoadWaitsForTheLockOfAnotherProgram(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config.poolSize(1).lockTimeout(Duration.ZERO));
    Items items = Items.create(fixture, db);
    CompletableFuture<Long> loading;
    try (AutoCloseable lock = fixture.namespace().lock(items.tableName)) {
      loading = waiting(db, items, "waiting");
      // another one has lost patience by now
      Database hasty =
          fixture.open(config -> config.poolSize(1).lockTimeout(Duration.ofMillis(200)));
      assertThat(Await.failure(hasty.execute(items.insert(9, "never"))).kind())
          .isIn(ErrorKind.BUSY, ErrorKind.LOCK_TIMEOUT);
      assertThat(loading).isNotDone();
    }
    assertThat(Await.get(loading)).isEqualTo(3);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3);
  }

  @Test
  @Behaviour({37, 49, 239})
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void aLoadIsCancelledWhileItWaitsForALock(Fixture fixture) throws Exception {
    Recorder recorder = new Recorder();
    Database db =
        fixture.open(config -> config.poolSize(1).lockTimeout(Duration.ZERO).listener(recorder));
    Items items = Items.create(fixture, db);
    try (AutoCloseable lock = fixture.namespace().lock(items.tableName)) {
      waiting(db, items, "victim").cancel(true);
      DatabaseException end = DatabaseException.of(recorder.end(UnitKind.LOAD, "victim").failure());
      assertThat(end.kind()).isEqualTo(ErrorKind.CANCELLED);
    }
    assertThat(Await.get(db.load(load(items, Stream.of(4, 5))))).isEqualTo(2);
    assertThat(items.idsOn(db)).containsExactly(4, 5);
  }

  @Test
  @Requires(hooks = Hook.SESSIONS)
  void aConnectionThatIsLostFailsTheLoadAndLeavesNothing(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db);
    Stream<Integer> ids =
        IntStream.rangeClosed(1, 25_000)
            .boxed()
            .peek(
                id -> {
                  if (id == 15_000) {
                    fixture.namespace().sessions().kill();
                  }
                });
    DatabaseException failure = Await.failure(ErrorKind.CONNECTION, db.load(load(items, ids)));
    assertThat(failure.outcome()).isNotEqualTo(Outcome.NOT_EXECUTED);
    Await.until(
        "the pool has healed",
        () -> !db.fetchSingle(items.counting()).handle((row, e) -> e != null).join());
    assertThat(items.countOn(db)).isZero();
    assertThat(Await.get(db.load(load(items, Stream.of(1))))).isEqualTo(1);
  }
}
