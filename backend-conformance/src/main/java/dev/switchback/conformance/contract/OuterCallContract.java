package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Calls on the database from within a transaction's work: refused at once where they would wait for
 * that very transaction. Nothing here has a limit of time, so that a wait would hang the test.
 */
@Conformance
final class OuterCallContract {

  private static final TransactionOptions UNLIMITED =
      TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO);

  private static Database open(Fixture fixture, int poolSize) {
    return fixture.open(config -> config.poolSize(poolSize));
  }

  /** The kind with which a call fails in a transaction that then commits; OTHER if it does not. */
  private static ErrorKind refused(
      Database db, Function<Transaction, CompletionStage<?>> callInWork) {
    return Await.get(
        db.transaction(UNLIMITED, tx -> callInWork.apply(tx).handle(OuterCallContract::kind)));
  }

  private static ErrorKind kind(Object value, Throwable failure) {
    return failure == null ? ErrorKind.OTHER : DatabaseException.of(failure).kind();
  }

  @Test
  @Requires(absent = Capability.CONCURRENT_WRITES)
  void aWriteInTheWorkOfASavepoint(Fixture fixture) {
    Database db = open(fixture, 1);
    Items items = Items.create(fixture, db, 1);
    ErrorKind kind =
        refused(
            db,
            tx ->
                tx.savepoint(
                    inner ->
                        inner
                            .fetch(selectOne())
                            .thenCompose(rows -> db.execute(items.increment(1)))));
    assertThat(kind).isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  /** Transaction and stream have all connections together. */
  @Test
  void aWriteFromTheSubscriberOfAStream(Fixture fixture) {
    Database db = open(fixture, 2);
    Items items = Items.create(fixture, db, 1);
    ErrorKind kind =
        refused(
            db,
            tx ->
                tx.fetch(selectOne())
                    .thenCompose(
                        rows -> {
                          CompletableFuture<Integer> inside = new CompletableFuture<>();
                          Taker.of(
                                  db.stream(Numbers.endless()),
                                  Long.MAX_VALUE,
                                  (row, self) -> {
                                    db.execute(items.increment(1))
                                        .whenComplete((count, failure) -> ends(inside, failure));
                                    self.cancel();
                                  })
                              .end()
                              .whenComplete((end, failure) -> ends(inside, failure));
                          return inside;
                        }));
    assertThat(kind).isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  private static void ends(CompletableFuture<Integer> future, Throwable failure) {
    if (failure == null) {
      future.complete(1);
    } else {
      future.completeExceptionally(failure);
    }
  }

  @Test
  @Requires(absent = Capability.CONCURRENT_WRITES)
  void aWriteBehindASavepoint(Fixture fixture) {
    Database db = open(fixture, 1);
    Items items = Items.create(fixture, db, 1);
    ErrorKind kind =
        refused(
            db,
            tx ->
                tx.savepoint(inner -> inner.fetch(selectOne()))
                    .thenCompose(rows -> db.execute(items.increment(1))));
    assertThat(kind).isEqualTo(ErrorKind.ILLEGAL_USE);
  }

  @Test
  @Requires(absent = Capability.CONCURRENT_WRITES)
  void aBatchAndATransaction(Fixture fixture) {
    Database db = open(fixture, 1);
    Items items = Items.create(fixture, db, 1);
    assertThat(refused(db, tx -> db.batch(List.of(items.increment(1)))))
        .isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(refused(db, tx -> db.transaction(UNLIMITED, inner -> inner.fetch(selectOne()))))
        .isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(
            refused(
                db,
                tx ->
                    tx.fetch(selectOne())
                        .thenCompose(
                            rows ->
                                db.transaction(
                                    UNLIMITED.withRetries(5), inner -> inner.fetch(selectOne())))))
        .isEqualTo(ErrorKind.ILLEGAL_USE);
  }

  /** The reading one waits for the write, which waits for the writing one, which waits for it. */
  @Test
  @Requires(value = Capability.CONCURRENT_READS, absent = Capability.CONCURRENT_WRITES)
  void aWriteInAReadingTransactionWithinAWritingOne(Fixture fixture) {
    Database db = open(fixture, 2);
    Items items = Items.create(fixture, db, 1);
    ErrorKind kind =
        refused(
            db,
            tx ->
                db.transaction(
                    UNLIMITED.asReadOnly(),
                    inner ->
                        inner
                            .fetch(selectOne())
                            .thenCompose(rows -> db.execute(items.increment(1)))));
    assertThat(kind).isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  @Test
  @Requires(Capability.CONCURRENT_READS)
  void aReadIsFineWhereItHasAnotherConnection(Fixture fixture) {
    Database db = open(fixture, 2);
    Items items = Items.create(fixture, db, 1);
    QueryOptions reading = QueryOptions.defaults().read();
    String seen =
        Await.get(
            db.transaction(
                UNLIMITED,
                tx ->
                    tx.execute(items.increment(1))
                        .thenCompose(rows -> db.with(reading).fetchSingle(items.amountOf(1)))
                        .thenCombine(
                            db.transaction(
                                UNLIMITED.asReadOnly(),
                                inner -> inner.fetchSingle(items.amountOf(1))),
                            (outside, inOther) -> outside.value1() + " " + inOther.value1())));
    assertThat(seen).isEqualTo("0 0");
  }

  @Test
  @Requires(absent = Capability.CONCURRENT_READS)
  void aReadIsRefusedWhereItHasNone(Fixture fixture) {
    Database db = open(fixture, 1);
    assertThat(refused(db, tx -> db.with(QueryOptions.defaults().read()).fetch(selectOne())))
        .isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(refused(db, tx -> db.transaction(UNLIMITED.asReadOnly(), i -> i.fetch(selectOne()))))
        .isEqualTo(ErrorKind.ILLEGAL_USE);
  }

  /** Each waits for the one in it, and the last for a connection, of which they have all. */
  @Test
  @Requires(Capability.CONCURRENT_WRITES)
  void oneMoreThanThePoolHas(Fixture fixture) {
    Database db = open(fixture, 3);
    assertThat(refused(db, tx -> nested(db, 2))).isEqualTo(ErrorKind.OTHER);
    assertThat(refused(db, tx -> nested(db, 3))).isEqualTo(ErrorKind.ILLEGAL_USE);
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }

  private static CompletableFuture<Integer> nested(Database db, int depth) {
    return db.transaction(
        UNLIMITED,
        tx ->
            tx.fetch(selectOne())
                .thenCompose(
                    rows ->
                        depth == 1 ? CompletableFuture.completedFuture(0) : nested(db, depth - 1)));
  }

  /** A transaction that has ended, and one that nobody waits in, stand in nobody's way. */
  @Test
  void whatFollowsATransactionIsNotInIt(Fixture fixture) {
    Database db = open(fixture, 1);
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> chain = CompletableFuture.completedFuture(1);
    for (int i = 0; i < 10; i++) {
      chain =
          chain.thenCompose(
              rows -> db.transaction(UNLIMITED, tx -> tx.execute(items.increment(1))));
    }
    int written = Await.get(chain.thenCompose(rows -> db.execute(items.increment(1))));
    assertThat(written).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(11);
  }
}
