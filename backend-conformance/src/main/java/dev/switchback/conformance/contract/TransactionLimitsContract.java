package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A transaction's limits of time. */
@Conformance
final class TransactionLimitsContract {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final TransactionOptions IDLE_LIMIT =
      TransactionOptions.defaults().withIdleTimeout(LIMIT);
  private static final TransactionOptions LIMITED =
      TransactionOptions.defaults().withTimeout(LIMIT);

  @Test
  @Behaviour({62, 63, 107})
  void idleForTooLongItExpiresAndIsRolledBack(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    long begun = System.nanoTime();
    CompletableFuture<Object> transaction =
        db.transaction(
            IDLE_LIMIT,
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(
                        rows -> {
                          escaped.complete(tx);
                          return new CompletableFuture<>();
                        }));
    Await.failure(ErrorKind.TRANSACTION_EXPIRED, transaction);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(LIMIT.toNanos());
    assertThat(items.idsOn(db)).containsExactly(1);
    Transaction tx = Await.get(escaped);
    Await.failure(ErrorKind.TRANSACTION_EXPIRED, tx.fetch(selectOne()));
    Await.failure(ErrorKind.TRANSACTION_EXPIRED, tx.execute(items.insert(3, "never")));
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(62)
  void workThatIssuesNoStatementAtAllExpires(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Await.failure(
        ErrorKind.TRANSACTION_EXPIRED,
        db.transaction(IDLE_LIMIT, tx -> new CompletableFuture<Void>()));
    assertThat(
            Await.<Integer>get(db.transaction(tx -> tx.fetch(selectOne()).thenApply(List::size))))
        .isEqualTo(1);
  }

  @Test
  @Behaviour(62)
  void aLongStatementIsNotIdleness(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    TransactionOptions strict =
        TransactionOptions.defaults().withIdleTimeout(Duration.ofMillis(100));
    assertThat(
            Await.<Integer>get(
                db.transaction(
                    strict,
                    tx ->
                        tx.fetch(fixture.namespace().lasting())
                            .thenCompose(rows -> tx.fetch(selectOne()))
                            .thenApply(List::size))))
        .isEqualTo(1);
  }

  @Test
  @Behaviour(62)
  void theLimitOfTheConfigurationHolds(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).idleTransactionTimeout(LIMIT));
    Await.failure(
        ErrorKind.TRANSACTION_EXPIRED, db.transaction(tx -> new CompletableFuture<Void>()));
  }

  @Test
  @Behaviour({52, 58})
  void itsDeadlineStopsTheRunningStatementAndRollsBack(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    long begun = System.nanoTime();
    Await.failure(
        ErrorKind.TIMEOUT,
        db.transaction(
            LIMITED,
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> tx.fetch(fixture.namespace().endless(fixture.marker())))));
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(LIMIT.toNanos());
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(58)
  void itsDeadlineEndsAnIdleTransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.TIMEOUT,
        db.transaction(
            LIMITED,
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> new CompletableFuture<Void>())));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(58)
  void theLimitOfTheConfigurationIsTheDefaultDeadline(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).transactionTimeout(LIMIT));
    Await.failure(
        ErrorKind.TIMEOUT,
        db.transaction(tx -> tx.fetch(fixture.namespace().endless(fixture.marker()))));
  }

  @Test
  @Behaviour(54)
  void zeroIsNoLimit(Fixture fixture) {
    Database db =
        fixture.open(
            config ->
                config
                    .poolSize(1)
                    .transactionTimeout(Duration.ofMillis(10))
                    .idleTransactionTimeout(Duration.ofMillis(10)));
    TransactionOptions unlimited =
        TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO);
    assertThat(
            Await.<Integer>get(
                db.transaction(
                    unlimited,
                    tx -> tx.fetch(fixture.namespace().lasting()).thenApply(List::size))))
        .isEqualTo(1);
  }

  /** It would wait for the very transaction that waits for it. */
  @Test
  @Requires(absent = Capability.CONCURRENT_WRITES)
  void awaitingAWriteOutsideOfItFailsInsteadOfHanging(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        db.transaction(
            IDLE_LIMIT,
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(rows -> db.execute(items.insert(3, "outside")))));
    assertThat(items.idsOn(db)).doesNotContain(2);
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
  }

  @Test
  @Requires(absent = Capability.CONCURRENT_WRITES)
  void plainSqlOutsideOfItIsRefusedAtOnceAndItGoesOn(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    TransactionOptions unlimited =
        TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO);
    String insert = "insert into {0} (id, label, amount) values (9, 'never', 0)";
    List<ErrorKind> refused = new CopyOnWriteArrayList<>();
    CompletableFuture<Integer> transaction =
        db.transaction(
            unlimited,
            tx ->
                tx.execute(items.insert(2, "in it"))
                    .thenCompose(
                        rows -> db.execute(query(insert, items.table)).handle(noting(refused)))
                    .thenCompose(
                        rows ->
                            db.fetch(resultQuery(insert + " returning id", items.table))
                                .handle(noting(refused)))
                    .thenCompose(nothing -> tx.execute(items.insert(3, "in it"))));
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(refused).containsExactly(ErrorKind.ILLEGAL_USE, ErrorKind.ILLEGAL_USE);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3);
  }

  private static <T> BiFunction<T, Throwable, Boolean> noting(List<ErrorKind> kinds) {
    return (value, failure) -> kinds.add(DatabaseException.of(failure).kind());
  }
}
