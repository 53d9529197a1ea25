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
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record1;
import org.junit.jupiter.api.Test;

/** Bounds: the queue's and the pool's. */
@Conformance
final class OverloadContract {

  @Test
  @Behaviour(59)
  void oneMoreThanTheQueueTakesIsRefusedAtOnce(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queueSize(5));
    List<CompletableFuture<Record1<Integer>>> waiting = new ArrayList<>();
    try (Held held = Held.all(db, 1)) {
      for (int i = 0; i < 5; i++) {
        waiting.add(db.fetchSingle(select(val(i))));
      }
      // while the only connection is held: it did not wait for it
      DatabaseException failure = Await.failure(ErrorKind.OVERLOADED, db.fetch(selectOne()));
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
      Await.failure(
          ErrorKind.OVERLOADED,
          db.transaction(TransactionOptions.defaults().asReadOnly(), tx -> tx.fetch(selectOne())));
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(Await.get(waiting.get(i)).value1()).isEqualTo(i);
    }
    assertThat(Await.get(db.fetchSingle(select(val(7)))).value1()).isEqualTo(7);
  }

  @Test
  @Behaviour(59)
  void aWithdrawnWaiterMakesRoom(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queueSize(1));
    try (Held held = Held.all(db, 1)) {
      CompletableFuture<?> first = db.fetch(selectOne());
      Await.failure(ErrorKind.OVERLOADED, db.fetch(selectOne()));
      first.cancel(true);
      CompletableFuture<Record1<Integer>> second = db.fetchSingle(select(val(7)));
      held.release();
      assertThat(Await.get(second).value1()).isEqualTo(7);
    }
  }

  @Test
  void statementsOfAnOpenTransactionAreNeverRefused(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queueSize(1));
    CompletableFuture<Integer> sum =
        db.transaction(
            TransactionOptions.defaults().asReadOnly(),
            tx -> {
              List<CompletableFuture<Record1<Integer>>> rows = new ArrayList<>();
              for (int i = 0; i < 500; i++) {
                rows.add(tx.fetchSingle(select(val(i))));
              }
              return CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new))
                  .thenApply(nothing -> rows.stream().mapToInt(row -> row.join().value1()).sum());
            });
    assertThat(Await.get(sum)).isEqualTo(499 * 500 / 2);
  }

  @Test
  @Behaviour(288)
  @Requires(hooks = Hook.SESSIONS)
  void neverMoreConnectionsThanConfigured(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(3));
    List<CompletableFuture<?>> work = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      work.add(db.fetch(fixture.namespace().lasting()));
    }
    int most = 0;
    CompletableFuture<Void> all = CompletableFuture.allOf(work.toArray(CompletableFuture[]::new));
    while (!all.isDone()) {
      most = Math.max(most, fixture.namespace().sessions().count());
    }
    Await.get(all);
    assertThat(most).isEqualTo(3);
  }

  @Test
  @Behaviour(289)
  void waitersAreServedInTheirOrder(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    List<CompletableFuture<?>> waiters = new ArrayList<>();
    try (Held held = Held.all(db, 1)) {
      recorder.clear();
      for (int i = 0; i < 100; i++) {
        waiters.add(db.with(QueryOptions.defaults().withTag("" + i)).fetch(select(val(i))));
      }
    }
    waiters.forEach(Await::get);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("" + i);
    }
    assertThat(recorder.ends(UnitKind.FETCH))
        .extracting(end -> end.start().tag())
        .containsExactlyElementsOf(expected);
  }
}
