package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Nobody starves. On one connection everybody has a turn in the order in which he came, so the
 * number of rows that others have written says who went first.
 */
@Conformance
final class FairnessContract {

  private static final int STREAM = 32;
  private static final int LAST = 10_000;

  @Test
  @Behaviour(289)
  void writesWithoutEndDoNotStarveATransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db);
    AtomicInteger ids = new AtomicInteger();
    Stream stream =
        new Stream(() -> db.execute(items.insert(ids.incrementAndGet(), "small write")));
    CompletableFuture<Integer> rowsBefore;
    try (Held held = Held.writer(db)) {
      stream.start();
      rowsBefore =
          db.transaction(tx -> tx.fetchSingle(items.counting()).thenApply(row -> row.value1()));
    }
    assertThat(Await.get(rowsBefore)).isEqualTo(STREAM);
    stream.stop();
  }

  @Test
  @Behaviour(289)
  void transactionsWithoutEndDoNotStarveAWrite(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db);
    AtomicInteger ids = new AtomicInteger();
    Stream stream =
        new Stream(
            () ->
                db.transaction(
                    tx ->
                        tx.fetchSingle(items.counting())
                            .thenCompose(
                                row -> tx.execute(items.insert(ids.incrementAndGet(), "in one")))));
    CompletableFuture<Integer> write;
    try (Held held = Held.writer(db)) {
      stream.start();
      write =
          db.execute(
              insertInto(items.table, items.id, items.amount)
                  .select(select(val(LAST), count()).from(items.table)));
    }
    assertThat(Await.get(write)).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(LAST))).value1()).isEqualTo(STREAM);
    stream.stop();
  }

  /** So many calls in flight, each followed by the next one, until stopped. */
  private static final class Stream {
    private final Supplier<CompletableFuture<Integer>> call;
    private final List<CompletableFuture<Integer>> calls = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    Stream(Supplier<CompletableFuture<Integer>> call) {
      this.call = call;
    }

    void start() {
      for (int i = 0; i < STREAM; i++) {
        next();
      }
    }

    private void next() {
      if (!stopped) {
        CompletableFuture<Integer> issued = call.get();
        calls.add(issued);
        issued.thenRun(this::next);
      }
    }

    /** The failure of any would end the stream, and the test would have shown nothing. */
    void stop() {
      stopped = true;
      assertThat(Await.all(calls)).containsOnly(1).hasSizeGreaterThan(STREAM);
    }
  }
}
