package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Limits of time: that they end the work, and never early. */
@Conformance
final class DeadlineContract {

  private static final Duration LIMIT = Duration.ofMillis(150);
  private static final QueryOptions LIMITED = QueryOptions.defaults().withTimeout(LIMIT);

  @Test
  @Behaviour({52, 53, 55, 56})
  void aRunningQueryEndsWithTimeoutAndTheNextOneWorks(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    DatabaseException failure =
        expires(() -> db.with(LIMITED).fetch(fixture.namespace().endless(fixture.marker())));
    assertThat(failure).hasMessageContaining("150");
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  @Test
  @Behaviour(52)
  @Requires(hooks = Hook.SESSIONS)
  void theServerNoLongerRunsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    String marker = fixture.marker();
    expires(() -> db.with(LIMITED).fetch(fixture.namespace().endless(marker)));
    Await.until("the server has ended it", () -> !fixture.namespace().sessions().running(marker));
  }

  @Test
  @Behaviour({57, 58})
  void aWaitingQueryEndsWithTimeoutWhileTheConnectionsAreStillHeld(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    try (Held held = Held.all(db, 2)) {
      expires(() -> db.with(LIMITED).fetch(selectOne()));
    }
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  @Test
  @Behaviour({58, 62})
  void aWaitingTransactionEndsWithTimeout(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    try (Held held = Held.all(db, 1)) {
      expires(
          () ->
              db.transaction(
                  TransactionOptions.defaults().asReadOnly().withTimeout(LIMIT),
                  tx -> tx.fetch(selectOne())));
    }
  }

  @Test
  @Behaviour(58)
  void theLimitOfTheConfigurationHolds(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queryTimeout(LIMIT));
    expires(() -> db.fetch(fixture.namespace().endless(fixture.marker())));
  }

  @Test
  @Behaviour(54)
  void zeroIsNoLimit(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queryTimeout(Duration.ofMillis(20)));
    QueryOptions unlimited = QueryOptions.defaults().withTimeout(Duration.ZERO);
    Await.failure(ErrorKind.TIMEOUT, db.fetch(fixture.namespace().lasting()));
    assertThat(Await.get(db.with(unlimited).fetch(fixture.namespace().lasting()))).hasSize(1);
  }

  @Test
  @Behaviour(54)
  void aGenerousLimitDoesNotMatter(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    QueryOptions generous = QueryOptions.defaults().withTimeout(Duration.ofDays(10_000));
    assertThat(Await.get(db.with(generous).fetch(fixture.namespace().lasting()))).hasSize(1);
  }

  @Test
  @Behaviour({45, 52})
  void aStatementThatExpiresDoomsItsTransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<?> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .thenCompose(
                        rows ->
                            tx.with(LIMITED).fetch(fixture.namespace().endless(fixture.marker())))
                    .handle(
                        (rows, failure) -> {
                          assertThat(DatabaseException.of(failure).kind())
                              .isEqualTo(ErrorKind.TIMEOUT);
                          return "handled";
                        }));
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, transaction);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour({50, 56})
  void manyExpiringAtOnceLeaveThePoolWhole(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(3));
    for (int round = 0; round < 5; round++) {
      java.util.List<CompletableFuture<?>> victims = new java.util.ArrayList<>();
      for (int i = 0; i < 10; i++) {
        victims.add(
            db.with(QueryOptions.defaults().withTimeout(Duration.ofMillis(10 + i)))
                .fetch(fixture.namespace().endless(fixture.marker())));
      }
      victims.forEach(victim -> Await.failure(ErrorKind.TIMEOUT, victim));
    }
    try (Held held = Held.all(db, 3)) {
      assertThat(held.count()).isPositive();
    }
  }

  /** Fails with TIMEOUT, and not before the limit has passed. */
  private static DatabaseException expires(Supplier<CompletableFuture<?>> work) {
    long issued = System.nanoTime();
    DatabaseException failure = Await.failure(ErrorKind.TIMEOUT, work.get());
    assertThat(System.nanoTime() - issued).isGreaterThanOrEqualTo(LIMIT.toNanos());
    return failure;
  }
}
