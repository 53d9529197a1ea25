package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.switchback.conformance.Await;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Connections that are kept busy, by transactions tagged "holder" that wait until released. */
final class Held implements AutoCloseable {

  private static final TransactionOptions WRITING =
      TransactionOptions.defaults()
          .withTimeout(Duration.ZERO)
          .withIdleTimeout(Duration.ZERO)
          .withTag("holder");

  private static final TransactionOptions READING = WRITING.asReadOnly();

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final List<CompletableFuture<String>> transactions = new ArrayList<>();

  private Held() {}

  /** Holds every connection on which a read could run. */
  static Held all(Database db, int poolSize) {
    int readers = db.backend().can(Capability.CONCURRENT_READS) ? poolSize : 1;
    Held held = new Held();
    List<CompletableFuture<Boolean>> begun = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      begun.add(held.add(db, READING));
    }
    Await.all(begun);
    return held;
  }

  /** Holds one connection on which a write could run: the only one, if the pool has one. */
  static Held writer(Database db) {
    Held held = new Held();
    Await.get(held.add(db, WRITING));
    return held;
  }

  private CompletableFuture<Boolean> add(Database db, TransactionOptions options) {
    CompletableFuture<Boolean> running = new CompletableFuture<>();
    transactions.add(
        db.transaction(
            options,
            tx ->
                tx.fetch(select(inline(1)))
                    .whenComplete((rows, failure) -> running.complete(failure == null))
                    .thenCompose(rows -> gate)));
    return running;
  }

  int count() {
    return transactions.size();
  }

  /** Lets the transactions end, and waits for it. */
  void release() {
    gate.complete("held");
    Await.all(transactions);
  }

  @Override
  public void close() {
    release();
  }
}
