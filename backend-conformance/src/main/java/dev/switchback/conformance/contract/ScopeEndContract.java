package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/**
 * Statements that other threads issue while their transaction, or their savepoint, ends: they are
 * part of it or refused, and nothing is ever reported as committed that was rolled back.
 */
@Conformance
final class ScopeEndContract {

  private static final int ROUNDS = 300;
  private static final int LATE = 1_000_000;
  private static final QueryOptions TAGGED = QueryOptions.defaults().withTag("late");

  private static final TransactionOptions UNLIMITED =
      TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO);

  /** Its listener stops a tagged statement between the call and the queue: the worst moment. */
  private static final class Gatekeeper implements DatabaseListener {
    private final Runnable meanwhile;

    Gatekeeper(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public void started(UnitStart start) {
      if ("late".equals(start.tag())) {
        meanwhile.run();
      }
    }
  }

  @Test
  void aStatementUnderWayWhenItsSavepointEndsIsRefusedAndHarmsNothing(Fixture fixture) {
    CompletableFuture<Void> innerGate = new CompletableFuture<>();
    CompletableFuture<Void> outerGate = new CompletableFuture<>();
    CompletableFuture<Boolean> innerEnded = new CompletableFuture<>();
    Gatekeeper gatekeeper =
        new Gatekeeper(
            () -> {
              innerGate.complete(null);
              Await.get(innerEnded);
            });
    Database db = fixture.open(config -> config.listener(gatekeeper));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    CompletableFuture<Integer> transaction =
        db.transaction(
            UNLIMITED,
            tx ->
                tx.savepoint(
                        inner ->
                            inner
                                .execute(items.insert(2, "inner"))
                                .thenCompose(
                                    rows -> {
                                      escaped.complete(inner);
                                      return innerGate;
                                    }))
                    .whenComplete((nothing, failure) -> innerEnded.complete(true))
                    .thenCompose(nothing -> outerGate)
                    .thenCompose(nothing -> tx.execute(items.insert(3, "outer"))));
    Transaction inner = Await.get(escaped);
    // It would fail, and poison the outer transaction, if it ran there.
    CompletableFuture<Integer> late = inner.with(TAGGED).execute(items.insert(1, "again"));
    Await.failure(ErrorKind.TRANSACTION_CLOSED, late);
    outerGate.complete(null);
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3);
  }

  @Test
  void aStatementUnderWayWhenItsTransactionEndsIsRefused(Fixture fixture) {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Gatekeeper gatekeeper =
        new Gatekeeper(
            () -> {
              gate.complete("done");
              Await.get(ended);
            });
    Database db = fixture.open(config -> config.poolSize(1).listener(gatekeeper));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    CompletableFuture<String> transaction =
        db.transaction(
            UNLIMITED,
            tx ->
                tx.execute(items.insert(2, "in time"))
                    .thenCompose(
                        rows -> {
                          escaped.complete(tx);
                          return gate;
                        }));
    transaction.whenComplete((value, failure) -> ended.complete(true));
    CompletableFuture<Integer> late =
        Await.get(escaped).with(TAGGED).execute(items.insert(3, "never"));
    Await.failure(ErrorKind.TRANSACTION_CLOSED, late);
    assertThat(Await.get(transaction)).isEqualTo("done");
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  /** What becomes of one round; {@code late} fails by itself in every other one. */
  private record Round(
      int id, boolean failing, CompletableFuture<?> transaction, CompletableFuture<?> late) {

    /** Adds the rows that must be there now. */
    void expect(TreeSet<Integer> ids) {
      DatabaseException lateFailure = failure(late);
      DatabaseException failure = failure(transaction);
      if (failure != null) {
        assertThat(failing).as("only a failing statement fails a round").isTrue();
        assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSACTION_ROLLED_BACK);
        assertThat(lateFailure).isNotNull();
        assertThat(lateFailure.kind()).isEqualTo(ErrorKind.UNIQUE);
        return;
      }
      ids.add(id);
      if (lateFailure == null) {
        assertThat(failing).isFalse();
        ids.add(LATE + id);
      } else {
        assertThat(lateFailure.kind()).isEqualTo(ErrorKind.TRANSACTION_CLOSED);
      }
    }

    private static DatabaseException failure(CompletableFuture<?> future) {
      Throwable failure = Await.get(future.handle((value, thrown) -> wrap(thrown))).failure();
      return failure == null ? null : DatabaseException.of(failure);
    }

    private static Thrown wrap(Throwable failure) {
      return new Thrown(failure);
    }
  }

  private record Thrown(Throwable failure) {}

  @Test
  void statementsThatRaceWithTheEndOfTheirTransaction(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config);
    Items items = Items.create(fixture, db, 1);
    TreeSet<Integer> expected = new TreeSet<>(List.of(1));
    for (int round = 0; round < ROUNDS; round++) {
      int id = 10 + round;
      CompletableFuture<String> gate = new CompletableFuture<>();
      CompletableFuture<Transaction> escaped = new CompletableFuture<>();
      CompletableFuture<?> transaction =
          db.transaction(
              tx ->
                  tx.execute(items.insert(id, "in time"))
                      .thenCompose(
                          rows -> {
                            escaped.complete(tx);
                            return gate;
                          }));
      race(items, round, id, Await.get(escaped), gate, transaction).expect(expected);
    }
    assertThat(items.idsOn(db)).containsExactlyElementsOf(expected);
  }

  /** The savepoint's own outcome counts here; the transaction must be committed in any case. */
  @Test
  void statementsThatRaceWithTheEndOfTheirSavepoint(Fixture fixture) throws Exception {
    Database db = fixture.open(config -> config);
    Items items = Items.create(fixture, db, 1);
    TreeSet<Integer> expected = new TreeSet<>(List.of(1));
    for (int round = 0; round < ROUNDS; round++) {
      int id = 10 + round;
      CompletableFuture<String> gate = new CompletableFuture<>();
      CompletableFuture<Transaction> escaped = new CompletableFuture<>();
      CompletableFuture<CompletableFuture<?>> nested = new CompletableFuture<>();
      CompletableFuture<Void> checked = new CompletableFuture<>();
      CompletableFuture<Integer> transaction =
          db.transaction(
              tx -> {
                CompletableFuture<String> savepoint =
                    tx.savepoint(
                        inner ->
                            inner
                                .execute(items.insert(id, "in time"))
                                .thenCompose(
                                    rows -> {
                                      escaped.complete(inner);
                                      return gate;
                                    }));
                nested.complete(savepoint);
                return savepoint
                    .handle((value, failure) -> "either")
                    .thenCompose(either -> checked)
                    .thenCompose(nothing -> tx.execute(items.insert(2 * LATE + id, "after")));
              });
      Round result = race(items, round, id, Await.get(escaped), gate, Await.get(nested));
      result.expect(expected);
      checked.complete(null);
      assertThat(Await.get(transaction)).isEqualTo(1);
      expected.add(2 * LATE + id);
    }
    assertThat(items.idsOn(db)).containsExactlyElementsOf(expected);
  }

  private static Round race(
      Items items,
      int round,
      int id,
      Transaction tx,
      CompletableFuture<String> gate,
      CompletableFuture<?> scope)
      throws Exception {
    Random random = new Random(round);
    boolean failing = round % 2 == 1;
    int head = random.nextInt(3_000);
    CyclicBarrier barrier = new CyclicBarrier(2);
    Thread opener =
        new Thread(
            () -> {
              meet(barrier);
              for (int i = 0; i < head; i++) {
                Thread.onSpinWait();
              }
              gate.complete("done");
            });
    opener.setDaemon(true);
    opener.start();
    meet(barrier);
    CompletableFuture<Integer> late =
        tx.execute(failing ? items.insert(1, "again") : items.insert(LATE + id, "late"));
    return new Round(id, failing, scope, late);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void cancellingTheTransactionCompletesTheFuturesOfAllItsSavepoints(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Nest nest = new Nest();
    CompletableFuture<?> transaction = db.transaction(UNLIMITED, tx -> nest.in(tx, items));
    nest.begun();
    transaction.cancel(true);
    nest.ended();
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void aPassedLimitCompletesTheFuturesOfAllItsSavepoints(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Nest nest = new Nest();
    CompletableFuture<?> transaction =
        db.transaction(UNLIMITED.withTimeout(Duration.ofMillis(300)), tx -> nest.in(tx, items));
    nest.begun();
    Await.failure(ErrorKind.TIMEOUT, transaction);
    nest.ended();
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void closingTheDatabaseCompletesTheFuturesOfAllSavepoints(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).closeGrace(Duration.ofMillis(50)));
    Items items = Items.create(fixture, db, 1);
    Nest nest = new Nest();
    CompletableFuture<?> transaction = db.transaction(UNLIMITED, tx -> nest.in(tx, items));
    nest.begun();
    Await.call(db::close);
    Await.failure(ErrorKind.CLOSED, transaction);
    nest.ended();
  }

  /** A savepoint in a savepoint, each with a sibling that waits; the innermost never ends. */
  private static final class Nest {
    final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final CompletableFuture<Boolean> complete = new CompletableFuture<>();
    private final List<CompletableFuture<?>> all = new ArrayList<>();

    CompletableFuture<?> in(Transaction tx, Items items) {
      CompletableFuture<Object> outer =
          tx.savepoint(
              inner -> {
                CompletableFuture<Object> innermost =
                    inner.savepoint(
                        deepest ->
                            deepest
                                .execute(items.insert(2, "never"))
                                .thenCompose(
                                    rows -> {
                                      open.complete(true);
                                      return new CompletableFuture<>();
                                    }));
                add(innermost);
                add(inner.savepoint(waiting -> waiting.fetch(selectOne())));
                return innermost;
              });
      add(outer);
      add(tx.savepoint(waiting -> waiting.fetch(selectOne())));
      return outer;
    }

    private synchronized void add(CompletableFuture<?> future) {
      all.add(future);
      if (all.size() == 4) {
        complete.complete(true);
      }
    }

    void begun() {
      Await.get(open);
      Await.get(complete);
    }

    synchronized void ended() {
      assertThat(all).hasSize(4);
      all.forEach(Await::failure);
    }
  }
}
