package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace.Sessions;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.junit.jupiter.api.Test;

/** Connections that the server ends. */
@Conformance
@Requires(hooks = Hook.SESSIONS)
final class ConnectionLossContract {

  private static final int POOL = 2;

  @Test
  @Behaviour(264)
  void aRunningQueryFailsAndTheDatabaseHeals(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    Sessions sessions = fixture.namespace().sessions();
    String marker = fixture.marker();
    CompletableFuture<?> running = db.fetch(fixture.namespace().endless(marker));
    Await.until("the server runs it", () -> sessions.running(marker));
    sessions.kill();
    assertThat(Await.failure(ErrorKind.CONNECTION, running).outcome()).isEqualTo(Outcome.UNKNOWN);
    heals(db);
  }

  @Test
  @Behaviour(264)
  void anOpenTransactionFailsAndIsRolledBack(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .whenComplete((rows, failure) -> written.complete(true))
                    .thenCompose(rows -> gate)
                    .thenCompose(nothing -> tx.execute(items.insert(3, "never"))));
    Await.get(written);
    fixture.namespace().sessions().kill();
    gate.complete(null);
    Await.failure(ErrorKind.CONNECTION, transaction);
    heals(db);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour({264, 140})
  void anOpenTransactionWithRetriesIsRunAgainOnAnotherConnection(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    Items items = Items.create(fixture, db, 1);
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Integer> transaction =
        db.transaction(
            TransactionOptions.defaults().withRetries(10),
            tx ->
                tx.execute(items.insert(2, "once"))
                    .thenCompose(
                        rows -> {
                          if (attempts.incrementAndGet() == 1) {
                            fixture.namespace().sessions().kill();
                          }
                          return tx.execute(items.increment(1));
                        }));
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(attempts.get()).isGreaterThanOrEqualTo(2);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour({264, 140})
  void aTransactionThatLosesItsConnectionBeforeTheCommitIsNotReportedAsDone(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    CompletableFuture<Void> transaction =
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never"))
                    .whenComplete((rows, failure) -> written.complete(true))
                    .thenCompose(rows -> gate));
    Await.get(written);
    fixture.namespace().sessions().kill();
    gate.complete(null);
    assertThat(Await.failure(ErrorKind.CONNECTION, transaction).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    heals(db);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour({264, 291})
  void idleConnectionsAreReplaced(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    for (int round = 0; round < 3; round++) {
      try (Held held = Held.all(db, POOL)) {
        assertThat(held.count()).isEqualTo(POOL);
      }
      fixture.namespace().sessions().kill();
      heals(db);
    }
  }

  @Test
  @Behaviour(16)
  void pingIsTrueAgainAfterwards(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    assertThat(Await.get(db.ping())).isTrue();
    fixture.namespace().sessions().kill();
    Await.until("ping is true again", () -> Await.get(db.ping()));
  }

  @Test
  void aConnectionLostInAWriteLeavesItOpenWhetherItHappened(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 1);
    String marker = fixture.marker();
    ResultQuery<?> endless = fixture.namespace().endless(marker);
    CompletableFuture<Integer> write =
        db.execute(query("update {0} set amount = 1 where label = ({1})", items.table, endless));
    DatabaseException failure = lose(fixture, marker, write);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void aConnectionLostInAReadMayBeTriedAgain(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    String marker = fixture.marker();
    ResultQuery<?> endless = fixture.namespace().endless(marker);
    DatabaseException select =
        lose(fixture, marker, db.fetch(select(asterisk()).from(table("({0}) as t", endless))));
    assertThat(select.isRetryable()).isTrue();
    DatabaseException reading =
        lose(fixture, marker, db.with(QueryOptions.defaults().read()).fetch(endless));
    assertThat(reading.isRetryable()).isTrue();
  }

  private static DatabaseException lose(
      Fixture fixture, String marker, CompletableFuture<?> running) {
    Sessions sessions = fixture.namespace().sessions();
    Await.until("the server runs it", () -> sessions.running(marker));
    sessions.kill();
    return Await.failure(ErrorKind.CONNECTION, running);
  }

  /** At most one failure for each connection that was killed, and of the right kind. */
  private static void heals(Database db) {
    int failures = 0;
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Record1<Integer>> query = db.fetchSingle(select(val(i)));
      try {
        assertThat(Await.get(query).value1()).isEqualTo(i);
      } catch (DatabaseException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION);
        failures++;
      }
    }
    assertThat(failures).isLessThanOrEqualTo(POOL);
    try (Held held = Held.all(db, POOL)) {
      assertThat(held.count()).isEqualTo(POOL);
    }
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }
}
