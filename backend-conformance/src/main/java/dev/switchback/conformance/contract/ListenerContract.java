package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What listeners and counters say. */
@Conformance
final class ListenerContract {

  private static QueryOptions tag(String tag) {
    return QueryOptions.defaults().withTag(tag);
  }

  /** The clock that ends them is one for all databases of the process. */
  @Test
  void aListenerThatBlocksDelaysNobodyElsesLimit(Fixture fixture) {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    CompletableFuture<Boolean> gate = new CompletableFuture<>();
    DatabaseListener blocking =
        new DatabaseListener() {
          @Override
          public void ended(UnitEnd end) {
            if (end.failure() != null) {
              told.complete(true);
              gate.join();
            }
          }
        };
    QueryOptions limited = QueryOptions.defaults().withTimeout(Duration.ofMillis(1));
    Database one = fixture.open(config -> config.poolSize(1).listener(blocking));
    Database other = fixture.open(config -> config.poolSize(1));
    try (Held ours = Held.all(one, 1);
        Held theirs = Held.all(other, 1)) {
      CompletableFuture<?> ourCall = one.with(limited).fetch(selectOne());
      Await.get(told);
      for (int i = 0; i < 20; i++) {
        Await.failure(ErrorKind.TIMEOUT, other.with(limited).fetch(selectOne()));
      }
      gate.complete(true);
      Await.failure(ErrorKind.TIMEOUT, ourCall);
    } finally {
      gate.complete(true);
    }
  }

  @Test
  @Behaviour({299, 302})
  void eachUnitStartsAndEndsOnceWithTagSqlAndRows(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Items items = Items.create(fixture, db, 3);
    recorder.clear();
    Await.get(
        db.with(tag("reading"))
            .fetch(select(items.id).from(items.table).where(items.label.ne("s3cret"))));
    Await.get(db.with(tag("writing")).execute(items.relabel(1, "s3cret")));
    Await.get(
        db.with(tag("batching"))
            .batch(List.of(items.relabel(1, "s3cret"), items.relabel(2, "s3cret"))));

    UnitEnd reading = recorder.end(UnitKind.FETCH, "reading");
    assertThat(reading.rows()).isEqualTo(3);
    assertThat(reading.failure()).isNull();
    UnitEnd writing = recorder.end(UnitKind.EXECUTE, "writing");
    assertThat(writing.rows()).isEqualTo(1);
    assertThat(writing.start().transaction()).isZero();
    assertThat(recorder.end(UnitKind.BATCH, "batching").rows()).isEqualTo(2);
    for (UnitEnd end : recorder.ends) {
      assertThat(end.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(end.ran()).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(end.decoded()).isGreaterThanOrEqualTo(Duration.ZERO);
      if (end.start().tag() != null) {
        assertThat(end.start().sql()).contains("?").doesNotContain("s3cret");
      }
    }
    assertThat(recorder.starts).extracting(UnitStart::id).doesNotHaveDuplicates();
    assertThat(recorder.ends.stream().map(UnitEnd::start))
        .containsExactlyInAnyOrderElementsOf(recorder.starts);
  }

  @Test
  @Behaviour(299)
  void theEndIsToldBeforeTheHandleCompletes(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    for (int i = 0; i < 100; i++) {
      String tag = "unit " + i;
      Await.get(db.with(tag(tag)).fetch(select(val(i))));
      assertThat(recorder.ends).anySatisfy(end -> assertThat(end.start().tag()).isEqualTo(tag));
      Await.failure(db.with(tag("not " + i)).fetch(selectFrom(table("no_such_table"))));
      assertThat(recorder.ends)
          .anySatisfy(end -> assertThat(end.start().tag()).isEqualTo("not " + tag.substring(5)));
    }
  }

  @Test
  @Behaviour({299, 301})
  void aFailureIsToldOnce(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    CompletableFuture<?> failing =
        db.with(tag("failing")).fetch(selectFrom(table("no_such_table")));
    Await.failure(ErrorKind.NO_SUCH_TABLE, failing);
    assertThat(kind(recorder.end(UnitKind.FETCH, "failing"))).isEqualTo(ErrorKind.NO_SUCH_TABLE);
  }

  @Test
  @Behaviour(303)
  void aTransactionAndItsPartsAreTold(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Items items = Items.create(fixture, db, 1);
    recorder.clear();
    Await.get(
        db.transaction(
            TransactionOptions.defaults().withTag("order"),
            tx ->
                tx.execute(items.increment(1))
                    .thenCompose(rows -> tx.savepoint(inner -> inner.execute(items.increment(1))))
                    .thenCompose(
                        rows ->
                            tx.savepoint(inner -> inner.execute(items.insert(1, "again")))
                                .handle((r, failure) -> "handled"))));
    assertThat(recorder.ends)
        .extracting(end -> end.start().kind())
        .containsExactly(
            UnitKind.BEGIN,
            UnitKind.EXECUTE,
            UnitKind.SAVEPOINT,
            UnitKind.EXECUTE,
            UnitKind.RELEASE,
            UnitKind.SAVEPOINT,
            UnitKind.EXECUTE,
            UnitKind.ROLLBACK_TO_SAVEPOINT,
            UnitKind.COMMIT,
            UnitKind.TRANSACTION);
    UnitEnd whole = recorder.end(UnitKind.TRANSACTION, "order");
    assertThat(whole.failure()).isNull();
    assertThat(recorder.ends)
        .filteredOn(end -> end.start().kind() != UnitKind.TRANSACTION)
        .allSatisfy(end -> assertThat(end.start().transaction()).isEqualTo(whole.start().id()));
  }

  @Test
  void aSavepointIsAnnouncedAsItsBeginningAndItsEndOnly(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    recorder.clear();
    Await.get(
        db.transaction(
            tx ->
                tx.savepoint(inner -> inner.fetch(selectOne()))
                    .thenCompose(
                        rows ->
                            tx.savepoint(
                                inner -> {
                                  inner.setRollbackOnly();
                                  return inner.fetch(selectOne());
                                }))));
    assertThat(recorder.starts)
        .extracting(UnitStart::kind)
        .containsExactly(
            UnitKind.TRANSACTION,
            UnitKind.BEGIN,
            UnitKind.SAVEPOINT,
            UnitKind.FETCH,
            UnitKind.RELEASE,
            UnitKind.SAVEPOINT,
            UnitKind.FETCH,
            UnitKind.ROLLBACK_TO_SAVEPOINT,
            UnitKind.COMMIT);
    assertThat(recorder.ends.stream().map(UnitEnd::start))
        .containsExactlyInAnyOrderElementsOf(recorder.starts);
  }

  @Test
  @Behaviour(303)
  void aRollbackIsTold(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Items items = Items.create(fixture, db, 1);
    recorder.clear();
    IllegalStateException mine = new IllegalStateException("mine");
    Await.thrown(
        db.transaction(
            TransactionOptions.defaults().withTag("undone"),
            tx ->
                tx.execute(items.increment(1))
                    .thenApply(
                        rows -> {
                          throw mine;
                        })));
    assertThat(recorder.ends(UnitKind.ROLLBACK)).hasSize(1);
    assertThat(recorder.ends(UnitKind.COMMIT)).isEmpty();
    assertThat(recorder.end(UnitKind.TRANSACTION, "undone").failure()).isSameAs(mine);
  }

  @Test
  @Behaviour(300)
  void aListenerThatThrowsTouchesNothing(Fixture fixture) {
    DatabaseListener broken =
        new DatabaseListener() {
          @Override
          public void started(UnitStart start) {
            throw new AssertionError("broken start");
          }

          @Override
          public void ended(UnitEnd end) {
            throw new AssertionError("broken end");
          }
        };
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(broken).listener(recorder));
    Items items = Items.create(fixture, db, 1);
    for (int i = 0; i < 20; i++) {
      assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isEqualTo(1);
      Await.get(db.transaction(tx -> tx.execute(items.increment(1))));
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(20);
    assertThat(recorder.ends(UnitKind.TRANSACTION)).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  @Behaviour({57, 59, 301})
  void whatNeverRanIsToldToo(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).queueSize(1).listener(recorder));
    try (Held held = Held.all(db, 1)) {
      CompletableFuture<?> waiting = db.with(tag("waiting")).fetch(selectOne());
      Await.failure(ErrorKind.OVERLOADED, db.with(tag("refused")).fetch(selectOne()));
      assertThat(kind(recorder.end(UnitKind.FETCH, "refused"))).isEqualTo(ErrorKind.OVERLOADED);
      waiting.cancel(true);
      assertThat(kind(recorder.end(UnitKind.FETCH, "waiting"))).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  private static ErrorKind kind(UnitEnd end) {
    return DatabaseException.of(Objects.requireNonNull(end.failure())).kind();
  }

  @Test
  @Behaviour(304)
  void countersFollowTheWork(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    assertThat(db.stats().lanes())
        .isNotEmpty()
        .allSatisfy(
            lane -> {
              assertThat(lane.name()).isNotBlank();
              assertThat(lane.connections()).isPositive();
              assertThat(lane.active()).isZero();
              assertThat(lane.waiting()).isZero();
            });
    long before = finished(db);
    List<CompletableFuture<?>> work = new ArrayList<>();
    try (Held held = Held.all(db, 2)) {
      for (int i = 0; i < 10; i++) {
        work.add(db.fetch(selectOne()));
      }
      assertThat(db.stats().lanes().stream().mapToInt(LaneStats::active).sum())
          .isEqualTo(held.count());
      assertThat(db.stats().lanes().stream().mapToInt(LaneStats::waiting).sum()).isEqualTo(10);
    }
    work.forEach(Await::get);
    Await.until(
        "no connection is in use",
        () -> db.stats().lanes().stream().allMatch(lane -> lane.active() == 0));
    assertThat(finished(db)).isGreaterThanOrEqualTo(before + 10);
  }

  private static long finished(Database db) {
    return db.stats().lanes().stream().mapToLong(LaneStats::finished).sum();
  }
}
