package dev.switchback.music.app.demo;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Settings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What the database does for each call: a connection, a transaction. */
final class TransactionDemo {

  private static final int CALLS = 100;
  private static final int TRANSACTIONS = 100;
  private static final int WRITES = 10;

  private TransactionDemo() {}

  static void run(Database database, Steps steps) {
    steps.time(
        "connection, take and return",
        CALLS,
        () -> {
          for (int i = 0; i < CALLS; i++) {
            database.withConnection(connection -> true).join();
          }
          return CALLS;
        });
    steps.time(
        "single writes, one by one",
        TRANSACTIONS,
        () -> {
          Settings settings = new MusicLibrary(database).settings();
          for (int i = 0; i < TRANSACTIONS; i++) {
            settings.set("single_" + i, i).join();
          }
          return TRANSACTIONS;
        });
    steps.time(
        "transactions of 10 writes",
        TRANSACTIONS,
        () -> {
          for (int i = 0; i < TRANSACTIONS; i++) {
            int number = i;
            database.transaction(tx -> writes(new MusicLibrary(tx).settings(), number)).join();
          }
          return TRANSACTIONS;
        });
    steps.check(
        "the last write",
        Optional.of("99"),
        new MusicLibrary(database).settings().get("written_9").join());
  }

  private static CompletableFuture<Void> writes(Settings settings, int value) {
    return CompletableFuture.allOf(
        IntStream.range(0, WRITES)
            .mapToObj(i -> settings.set("written_" + i, value))
            .toArray(CompletableFuture[]::new));
  }
}
