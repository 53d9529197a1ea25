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

/** Connections that are kept busy, by transactions that only read and wait, until released. */
final class Held implements AutoCloseable {

  private static final TransactionOptions WAITING =
      TransactionOptions.defaults()
          .asReadOnly()
          .withTimeout(Duration.ZERO)
          .withIdleTimeout(Duration.ZERO)
          .withTag("holder");

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final List<CompletableFuture<String>> transactions = new ArrayList<>();

  private Held() {}

  /** Holds every connection on which a read could run. */
  static Held all(Database db, int poolSize) {
    int readers = db.backend().can(Capability.CONCURRENT_READS) ? poolSize : 1;
    Held held = new Held();
    List<CompletableFuture<Boolean>> begun = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      CompletableFuture<Boolean> running = new CompletableFuture<>();
      begun.add(running);
      held.transactions.add(
          db.transaction(
              WAITING,
              tx ->
                  tx.fetch(select(inline(1)))
                      .whenComplete((rows, failure) -> running.complete(failure == null))
                      .thenCompose(rows -> held.gate)));
    }
    Await.all(begun);
    return held;
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
