package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.Record1;
import org.junit.jupiter.api.Test;

/** How a database ends. */
@Conformance
final class CloseContract {

  @Test
  @Behaviour(11)
  void closingAgainDoesNothing(Fixture fixture) {
    Database db = fixture.open(config -> config);
    Await.call(db::close);
    Await.call(db::close);
    Await.get(db.closeAsync());
  }

  @Test
  @Behaviour({12, 23})
  void afterwardsEveryOperationFailsWithClosed(Fixture fixture) {
    Database db = fixture.open(config -> config);
    Items items = Items.create(fixture, db);
    Await.call(db::close);
    List<CompletableFuture<?>> operations = new ArrayList<>();
    operations.add(db.fetch(selectOne()));
    operations.add(db.fetchSingle(selectOne()));
    operations.add(db.fetchOptional(selectOne()));
    operations.add(db.execute(items.increment(1)));
    operations.add(db.batch(List.of(items.increment(1))));
    operations.add(db.transaction(tx -> tx.fetch(selectOne())));
    operations.add(db.schema().tables());
    operations.add(db.schema().table("x"));
    operations.add(db.schema().migrate(List.of()));
    operations.add(db.schema().status(List.of()));
    for (CompletableFuture<?> operation : operations) {
      Await.failure(ErrorKind.CLOSED, operation);
    }
  }

  @Test
  @Behaviour(16)
  void afterwardsPingIsFalse(Fixture fixture) {
    Database db = fixture.open(config -> config);
    assertThat(Await.get(db.ping())).isTrue();
    Await.call(db::close);
    assertThat(Await.get(db.ping())).isFalse();
  }

  @Test
  @Behaviour(12)
  void aViewMadeBeforeFailsAfterwards(Fixture fixture) {
    Database db = fixture.open(config -> config);
    QueryExecutor view = db.with(QueryOptions.defaults().withTag("view"));
    assertThat(Await.get(view.fetchSingle(selectOne())).value1()).isEqualTo(1);
    Await.call(db::close);
    Await.failure(ErrorKind.CLOSED, view.fetch(selectOne()));
  }

  @Test
  @Behaviour(13)
  void waitsForRunningAndQueuedWork(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).closeGrace(Duration.ofMinutes(1)));
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Integer> running =
        db.transaction(
            tx ->
                tx.fetchSingle(selectOne())
                    .whenComplete((row, failure) -> begun.complete(true))
                    .thenCompose(row -> gate));
    Await.get(begun);
    CompletableFuture<Record1<Integer>> queued = db.fetchSingle(selectOne());
    CompletableFuture<Void> closed = db.closeAsync();
    Await.failure(ErrorKind.CLOSED, db.fetch(selectOne()));
    assertThat(closed).isNotDone();
    gate.complete(7);
    assertThat(Await.get(running)).isEqualTo(7);
    assertThat(Await.get(queued).value1()).isEqualTo(1);
    Await.get(closed);
  }

  @Test
  @Behaviour(13)
  void waitsForARunningStatement(Fixture fixture) {
    Database db = fixture.open(config -> config.closeGrace(Duration.ofMinutes(1)));
    CompletableFuture<?> lasting = db.fetch(fixture.namespace().lasting());
    Await.call(db::close);
    assertThat(lasting).isCompleted();
  }

  @Test
  @Behaviour(13)
  void aTransactionUnderWayMayIssueStatementsWhileClosing(Fixture fixture) {
    Database db = fixture.open(config -> config.closeGrace(Duration.ofMinutes(1)));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> closing = new CompletableFuture<>();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Integer> transaction =
        db.transaction(
            tx ->
                tx.execute(items.increment(1))
                    .whenComplete((rows, failure) -> begun.complete(true))
                    .thenCompose(rows -> closing)
                    .thenCompose(nothing -> tx.execute(items.increment(1))));
    Await.get(begun);
    CompletableFuture<Void> closed = db.closeAsync();
    closing.complete(null);
    assertThat(Await.get(transaction)).isEqualTo(1);
    Await.get(closed);
  }

  @Test
  @Behaviour(13)
  void afterTheGraceRunningAndQueuedWorkFailsWithClosed(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).closeGrace(Duration.ofMillis(50)));
    CompletableFuture<?> running = db.fetch(fixture.namespace().endless(fixture.marker()));
    CompletableFuture<?> queued = db.fetch(selectOne());
    Await.call(db::close);
    Await.failure(ErrorKind.CLOSED, running);
    Await.failure(ErrorKind.CLOSED, queued);
  }

  @Test
  @Behaviour({13, 108})
  void afterTheGraceAnOpenTransactionFailsWithClosed(Fixture fixture) {
    Database db = fixture.open(config -> config.closeGrace(Duration.ZERO));
    CompletableFuture<Transaction> handedOut = new CompletableFuture<>();
    CompletableFuture<Object> transaction =
        db.transaction(
            tx ->
                tx.fetch(selectOne())
                    .thenCompose(
                        rows -> {
                          handedOut.complete(tx);
                          return new CompletableFuture<>();
                        }));
    Transaction tx = Await.get(handedOut);
    Await.call(db::close);
    Await.failure(ErrorKind.CLOSED, transaction);
    DatabaseException failure = Await.failure(tx.fetch(selectOne()));
    assertThat(failure.kind()).isIn(ErrorKind.CLOSED, ErrorKind.TRANSACTION_CLOSED);
  }

  @Test
  @Behaviour(14)
  void aStatementThatFailsMeanwhileDoesNotMatter(Fixture fixture) {
    Database db = fixture.open(config -> config);
    CompletableFuture<?> failing = db.fetch(selectFrom(table("no_such_table")));
    Await.call(db::close);
    Await.failure(ErrorKind.NO_SUCH_TABLE, failing);
  }

  @Test
  void closingInACompletionDoesNotWaitForItself(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<Void> closed = db.fetch(selectOne()).thenAccept(rows -> db.close());
    Await.get(closed);
    Await.get(db.closeAsync());
    Await.failure(ErrorKind.CLOSED, db.fetch(selectOne()));
  }

  @Test
  void closingInATransactionsWorkDoesNotWaitForItself(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    CompletableFuture<String> transaction =
        db.transaction(
            tx ->
                tx.fetch(selectOne())
                    .thenApply(
                        rows -> {
                          db.close();
                          return "done";
                        }));
    assertThat(Await.get(transaction)).isEqualTo("done");
    Await.get(db.closeAsync());
  }

  /** The caller's copy is the caller's: who gives it up does not give up the closing. */
  @Test
  void givingUpTheFutureDoesNotSwitchOffTheAbort(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).closeGrace(Duration.ofMillis(200)));
    CompletableFuture<?> running = db.fetch(fixture.namespace().endless(fixture.marker()));
    db.closeAsync().cancel(true);
    db.closeAsync().complete(null);
    Await.thrown(db.closeAsync().orTimeout(1, TimeUnit.MILLISECONDS));
    Await.failure(ErrorKind.CLOSED, running);
    Await.get(db.closeAsync());
  }
}
