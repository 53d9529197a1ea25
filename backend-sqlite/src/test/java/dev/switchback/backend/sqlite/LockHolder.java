package dev.switchback.backend.sqlite;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Parent;
import dev.switchback.database.Database;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else who has a database's write lock, by a transaction that has written a row of {@link
 * Notes} and goes on until it is told to commit.
 */
interface LockHolder extends AutoCloseable {

  /** Which row. */
  int ROW = 1_000;

  /** Takes the lock; returns when it has it. */
  void hold(String url);

  /** Commits; returns when that is done. */
  void commit();

  @Override
  void close();

  /** In this process: another opening of the same file. */
  final class Opening implements LockHolder {

    private static final TransactionOptions ENDLESS =
        TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO);

    private @Nullable Database db;
    private CompletableFuture<Void> gate = new CompletableFuture<>();
    private CompletableFuture<Void> transaction = new CompletableFuture<>();

    @Override
    public void hold(String url) {
      db = Database.open(url);
      gate = new CompletableFuture<>();
      CompletableFuture<Boolean> held = new CompletableFuture<>();
      transaction =
          db.transaction(
              ENDLESS,
              tx ->
                  tx.execute(Notes.insert(ROW))
                      .whenComplete((rows, failure) -> held.complete(failure == null))
                      .thenCompose(rows -> gate));
      if (!Await.get(held)) {
        Await.get(transaction);
      }
    }

    @Override
    public void commit() {
      gate.complete(null);
      Await.get(transaction);
      Await.call(db::close);
    }

    @Override
    public void close() {
      if (db != null) {
        gate.cancel(false);
        Await.get(db.closeAsync());
      }
    }
  }

  /** In a process of its own, which can be killed. */
  final class Program implements LockHolder {

    private final ChildJvm child = ChildJvm.start(Program.class);

    @Override
    public void hold(String url) {
      child.say(url);
      child.expect("held");
    }

    @Override
    public void commit() {
      child.say("commit");
      child.expect("committed");
    }

    void kill() {
      child.kill();
    }

    @Override
    public void close() {
      child.close();
    }

    public static void main(String[] none) {
      Opening opening = new Opening();
      while (true) {
        opening.hold(Parent.hear());
        Parent.say("held");
        Parent.hear();
        opening.commit();
        Parent.say("committed");
      }
    }
  }
}
