package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jooq.Record1;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A stream in a transaction has it to itself, and ends before it. */
@Conformance
final class StreamTransactionContract {

  private static final int MANY = 3_000;
  private static final Duration LIMIT = Duration.ofMillis(200);

  @Test
  void itSeesWhatTheTransactionHasDoneAndTheTransactionGoesOn(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<List<Record1<Integer>>> rows =
        db.transaction(
            tx -> {
              tx.execute(items.insert(3, "not awaited"));
              Taker<Record1<Integer>> taker =
                  Taker.of(tx.stream(select(items.id).from(items.table)), Long.MAX_VALUE);
              return taker
                  .end()
                  .thenCompose(end -> tx.execute(items.insert(4, "afterwards")))
                  .thenApply(count -> taker.rows);
            });
    assertThat(Numbers.values(Await.get(rows))).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void manyRowsComeAndTheTransactionIsCommitted(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx -> {
              Taker<?> taker =
                  Taker.of(tx.stream(Numbers.to(MANY)), 1, (row, self) -> self.request(1));
              return taker
                  .end()
                  .thenCompose(end -> tx.execute(items.insert(2, "new")))
                  .thenApply(count -> taker.rows.size());
            });
    assertThat(Await.get(transaction)).isEqualTo(MANY);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  /** Also when the last row has been read, and not been taken. */
  @TestFactory
  Stream<DynamicTest> anyOtherCallMeanwhileIsRefusedAndDoomsIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    BiFunction<Transaction, Items, CompletableFuture<?>> fetch =
        (tx, table) -> tx.fetch(selectOne());
    BiFunction<Transaction, Items, CompletableFuture<?>> execute =
        (tx, table) -> tx.execute(table.insert(9, "never"));
    BiFunction<Transaction, Items, CompletableFuture<?>> batch =
        (tx, table) -> tx.batch(List.of(table.insert(9, "never")));
    BiFunction<Transaction, Items, CompletableFuture<?>> nothing =
        (tx, table) -> tx.batch(List.of());
    BiFunction<Transaction, Items, CompletableFuture<?>> savepoint =
        (tx, table) -> tx.savepoint(inner -> inner.fetch(selectOne()));
    BiFunction<Transaction, Items, CompletableFuture<?>> stream =
        (tx, table) -> Taker.of(tx.stream(selectOne()), 1).end();
    return Stream.of(fetch, execute, batch, nothing, savepoint, stream)
        .flatMap(call -> Stream.of(refused(db, items, call, 3), refused(db, items, call, MANY)));
  }

  private static DynamicTest refused(
      Database db,
      Items items,
      BiFunction<Transaction, Items, CompletableFuture<?>> call,
      int rows) {
    return DynamicTest.dynamicTest(
        "with " + rows + " rows",
        () -> {
          CompletableFuture<Object> refusal = new CompletableFuture<>();
          CompletableFuture<Void> transaction =
              db.transaction(
                  tx ->
                      tx.execute(items.insert(2, "undone"))
                          .thenCompose(
                              count -> {
                                Taker<?> taker = Taker.of(tx.stream(Numbers.to(rows)), 2);
                                taker.awaitRows(2);
                                call.apply(tx, items)
                                    .whenComplete((value, failure) -> refusal.complete(failure));
                                taker.request(Long.MAX_VALUE);
                                return taker.end();
                              }));
          assertThat(Await.get(refusal))
              .isInstanceOfSatisfying(
                  DatabaseException.class,
                  failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.ILLEGAL_USE));
          Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
          assertThat(items.idsOn(db)).containsExactly(1);
        });
  }

  @Test
  void whoCancelsFromOnNextMayGoOn(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx -> {
              CompletableFuture<Integer> third = new CompletableFuture<>();
              Taker.of(
                  tx.stream(Numbers.endless()),
                  Long.MAX_VALUE,
                  (row, self) -> {
                    if (row.value1() == 3) {
                      self.cancel();
                      third.complete(row.value1());
                    }
                  });
              return third.thenCompose(id -> tx.execute(items.insert(id, "found")));
            });
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1, 3);
  }

  @Test
  void whoCancelsWithAllThatWasAskedForMayGoOn(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx -> {
              Taker<?> none = Taker.of(tx.stream(Numbers.endless()), 0);
              none.cancel();
              Taker<?> some = Taker.of(tx.stream(Numbers.endless()), 100);
              some.awaitRows(100);
              some.cancel();
              return tx.execute(items.insert(2, "new"));
            });
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  @Test
  @Behaviour(45)
  void whoCancelsWhileRowsAreAwaitedDoomsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "undone"))
                    .thenApply(
                        count -> {
                          Taker.of(tx.stream(fixture.namespace().endless(fixture.marker())), 1)
                              .cancel();
                          return count;
                        }));
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void aSubscriberThatFailsDoomsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    IllegalStateException mine = new IllegalStateException("mine");
    CompletableFuture<Void> transaction =
        db.transaction(
            tx -> {
              CompletableFuture<Void> seen = new CompletableFuture<>();
              tx.execute(items.insert(2, "undone"));
              Taker.of(
                  tx.stream(Numbers.endless()),
                  Long.MAX_VALUE,
                  (row, self) -> {
                    Thread.currentThread().setUncaughtExceptionHandler((where, what) -> {});
                    seen.completeAsync(() -> null, later());
                    throw mine;
                  });
              return seen;
            });
    DatabaseException failure = Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(failure).hasRootCause(mine);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  private static Executor later() {
    return CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
  }

  @Test
  void itsErrorDoomsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "undone"))
                    .thenCompose(
                        count ->
                            Taker.of(tx.stream(selectOne().from(table(name("nowhere")))), 1)
                                .end()
                                .handle((end, failure) -> count)));
    DatabaseException failure = Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(DatabaseException.of(failure.getCause()).kind()).isEqualTo(ErrorKind.NO_SUCH_TABLE);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void anErrorInASavepointUndoesThatAndNothingElse(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "stays"))
                    .thenCompose(
                        count ->
                            tx.savepoint(
                                inner -> {
                                  inner.execute(items.insert(3, "undone"));
                                  return Taker.of(
                                          inner.stream(selectOne().from(table(name("nowhere")))), 1)
                                      .end();
                                }))
                    .handle((end, failure) -> DatabaseException.of(failure).kind())
                    .thenCompose(
                        kind -> {
                          assertThat(kind).isEqualTo(ErrorKind.NO_SUCH_TABLE);
                          return tx.savepoint(
                              inner -> {
                                Taker<?> taker =
                                    Taker.of(inner.stream(Numbers.to(MANY)), Long.MAX_VALUE);
                                return taker.end().thenApply(end -> taker.rows.size());
                              });
                        }));
    assertThat(Await.get(transaction)).isEqualTo(MANY);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  /** As statements that it does not await. */
  @Test
  void theEndOfTheWorkWaitsForASubscriberThatStillAsks(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Taker<?>> opened = new CompletableFuture<>();
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "new"))
                    .thenApply(
                        count -> {
                          opened.complete(Taker.of(tx.stream(Numbers.to(MANY)), Long.MAX_VALUE));
                          return count;
                        }));
    assertThat(Await.get(transaction)).isEqualTo(1);
    Taker<?> taker = Await.get(opened);
    taker.awaitEnd();
    assertThat(taker.rows).hasSize(MANY);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  /** Nobody else will ask: the work has ended. */
  @Test
  void theEndOfTheWorkIsAnErrorForASubscriberThatDoesNotAsk(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    for (int rows : new int[] {3, MANY}) {
      CompletableFuture<Taker<?>> opened = new CompletableFuture<>();
      CompletableFuture<Integer> transaction =
          db.transaction(
              tx ->
                  tx.execute(items.insert(2, "undone"))
                      .thenApply(
                          count -> {
                            Taker<?> taker = Taker.of(tx.stream(Numbers.to(rows)), 2);
                            taker.awaitRows(rows == MANY ? 2 : 0);
                            opened.complete(taker);
                            return count;
                          }));
      DatabaseException failure = Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
      assertThat(DatabaseException.of(failure.getCause()).kind()).isEqualTo(ErrorKind.ILLEGAL_USE);
      Await.get(opened).failure(ErrorKind.ILLEGAL_USE);
      assertThat(items.idsOn(db)).containsExactly(1);
    }
  }

  @Test
  void completingTheWorkFromOnNextAndCancellingThenIsNoError(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx -> {
              CompletableFuture<Integer> second = new CompletableFuture<>();
              Taker.of(
                  tx.stream(Numbers.to(MANY)),
                  2,
                  (row, self) -> {
                    if (row.value1() == 2) {
                      second.complete(2);
                      self.cancel();
                    }
                  });
              return second;
            });
    assertThat(Await.get(transaction)).isEqualTo(2);
  }

  @Test
  void workThatFailsEndsItsStream(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    IllegalStateException mine = new IllegalStateException("mine");
    CompletableFuture<Taker<?>> opened = new CompletableFuture<>();
    CompletableFuture<Void> transaction =
        db.transaction(
            tx -> {
              opened.complete(
                  Taker.of(tx.stream(fixture.namespace().endless(fixture.marker())), 1));
              return CompletableFuture.failedFuture(mine);
            });
    assertThat(Await.thrown(transaction)).isSameAs(mine);
    assertThat(Await.get(opened).failure(ErrorKind.TRANSACTION_CLOSED)).hasRootCause(mine);
    assertUsable(db);
  }

  @Test
  @Behaviour(251)
  void cancellingTheTransactionEndsItsStream(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (long first : new long[] {0, 1, Long.MAX_VALUE}) {
      CompletableFuture<Taker<?>> opened = new CompletableFuture<>();
      CompletableFuture<Void> transaction =
          db.transaction(
              tx -> {
                Taker<?> taker = Taker.of(tx.stream(Numbers.endless()), first);
                opened.complete(taker);
                return taker.end();
              });
      Taker<?> taker = Await.get(opened);
      taker.awaitRows((int) Math.min(first, 1_000));
      transaction.cancel(true);
      taker.failure(ErrorKind.CANCELLED);
      assertUsable(db);
    }
  }

  @Test
  @Behaviour({58, 251})
  void theTransactionsDeadlineEndsItsStream(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<Taker<?>> opened = new CompletableFuture<>();
    CompletableFuture<Void> transaction =
        db.transaction(
            TransactionOptions.defaults().withTimeout(LIMIT),
            tx -> {
              Taker<?> taker = Taker.of(tx.stream(Numbers.endless()), 1);
              opened.complete(taker);
              return taker.end();
            });
    Await.failure(ErrorKind.TIMEOUT, transaction);
    Await.get(opened).failure(ErrorKind.TIMEOUT);
    assertUsable(db);
  }

  @Test
  void theStreamsIdleLimitDoomsTheTransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).streamIdleTimeout(LIMIT));
    CompletableFuture<Void> transaction =
        db.transaction(tx -> Taker.of(tx.stream(Numbers.endless()), 1).end());
    Await.failure(ErrorKind.TIMEOUT, transaction);
    assertUsable(db);
  }

  /** The limit between two statements is not one within a stream. */
  @Test
  void theTransactionsIdleLimitDoesNotHoldMeanwhile(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).idleTransactionTimeout(LIMIT));
    for (int rows : new int[] {3, MANY}) {
      CompletableFuture<Void> transaction =
          db.transaction(
              tx -> {
                Taker<?> taker = Taker.of(tx.stream(Numbers.to(rows)), 1);
                CompletableFuture.delayedExecutor(LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS)
                    .execute(() -> taker.request(Long.MAX_VALUE));
                return taker.end();
              });
      Await.get(transaction);
    }
  }

  @Test
  void afterTheEndThereIsNoStream(Fixture fixture, Database db) {
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    Await.get(
        db.transaction(
            tx -> {
              escaped.complete(tx);
              return tx.fetch(selectOne());
            }));
    DatabaseException failure =
        Taker.of(Await.get(escaped).stream(selectOne()), 1).failure(ErrorKind.TRANSACTION_CLOSED);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
  }

  @Test
  void aStreamThatIsNotRenderedDoomsIt(Fixture fixture, Database db) {
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx -> {
              tx.stream(select(field(name("n".repeat(64)))));
              return CompletableFuture.completedFuture(1);
            });
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
  }

  @Test
  void itMayWriteAndIsPartOfTheTransaction(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, MANY);
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx -> {
              tx.setRollbackOnly();
              Taker<?> taker =
                  Taker.of(tx.stream(deleteFrom(items.table).returning(items.id)), Long.MAX_VALUE);
              return taker.end().thenApply(end -> taker.rows.size());
            });
    assertThat(Await.get(transaction)).isEqualTo(MANY);
    assertThat(items.countOn(db)).isEqualTo(MANY);
    CompletableFuture<Integer> early =
        db.transaction(
            tx -> {
              Taker<?> taker = Taker.of(tx.stream(deleteFrom(items.table).returning(items.id)), 1);
              taker.awaitRows(1);
              taker.cancel();
              return CompletableFuture.completedFuture(1);
            });
    Await.get(early);
    assertThat(items.countOn(db)).as("all changes are made before the first row").isZero();
  }

  @Test
  void aWriteAsAReadIsRefused(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> transaction =
        db.transaction(
            tx ->
                Taker.of(
                        tx.with(QueryOptions.defaults().read()).stream(
                            deleteFrom(items.table).returning(items.id)),
                        1)
                    .end());
    Await.failure(ErrorKind.READ_ONLY, transaction);
    assertThat(items.countOn(db)).isEqualTo(1);
  }

  @Test
  @Behaviour(301)
  void listenersSeeItBetweenBeginAndCommit(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Await.get(
        db.transaction(
            TransactionOptions.defaults().withTag("t"),
            tx -> Taker.of(tx.stream(Numbers.to(MANY)), Long.MAX_VALUE).end()));
    assertThat(recorder.end(UnitKind.STREAM, "t").rows()).isEqualTo(MANY);
    assertThat(recorder.end(UnitKind.STREAM, "t").start().transaction())
        .isEqualTo(recorder.end(UnitKind.TRANSACTION, "t").start().id());
    assertThat(recorder.ends.stream().map(end -> end.start().kind()))
        .containsExactly(UnitKind.BEGIN, UnitKind.STREAM, UnitKind.COMMIT, UnitKind.TRANSACTION);
    Await.until(
        "the connection is back",
        () -> db.stats().lanes().stream().mapToInt(LaneStats::active).sum() == 0);
  }

  private static void assertUsable(Database db) {
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }
}
