package dev.switchback.music.app.scan;

import dev.switchback.database.Transaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Writes batches, each in a transaction; while one is being written the next can be prepared. */
final class Batches implements AutoCloseable {

  /** Files in one transaction: enough to make the commit cheap, few enough to lose little. */
  private static final int SIZE = 1000;

  private final ScanTurn turn;
  private CompletableFuture<?> writing = CompletableFuture.completedFuture(null);

  Batches(ScanTurn turn) {
    this.turn = turn;
  }

  /** Cuts a list. */
  static <T> void each(List<T> all, Consumer<List<T>> batch) {
    for (int from = 0; from < all.size(); from += SIZE) {
      batch.accept(all.subList(from, Math.min(all.size(), from + SIZE)));
    }
  }

  /** Begins to write, when what is being written is done. */
  <T> void write(Function<Transaction, CompletableFuture<T>> work, Consumer<T> done) {
    await();
    writing = turn.transaction(work).thenAccept(done);
  }

  /** Waits for what is being written. */
  void await() {
    Scan.await(writing);
  }

  /** Also when preparing the next was cancelled: the batch under way is still good. */
  @Override
  public void close() {
    await();
  }
}
