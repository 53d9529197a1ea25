package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.TransactionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers that were opened for a burst are closed when nobody has needed them for a while. */
@Timeout(120)
final class SqliteIdleReadersTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final TransactionOptions READING =
      TransactionOptions.defaults()
          .asReadOnly()
          .withTimeout(Duration.ZERO)
          .withIdleTimeout(Duration.ZERO);

  private static final int READERS = 6;
  private static final int WRITER = 1;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("idle.db");
  }

  private Database open(Path path, Duration limit) {
    Database db =
        Database.open(
            DatabaseConfig.builder("jdbc:sqlite:" + path)
                .poolSize(READERS)
                .idleConnectionTimeout(limit)
                .build());
    Notes.create(db);
    Await.get(db.execute(Notes.insert(1)));
    return db;
  }

  /** Transactions that read at the same time, and wait for the gate. */
  private static List<CompletableFuture<Integer>> reading(
      Database db, int count, CompletableFuture<?> gate) {
    List<CompletableFuture<Boolean>> begun = new ArrayList<>();
    List<CompletableFuture<Integer>> transactions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CompletableFuture<Boolean> begins = new CompletableFuture<>();
      begun.add(begins);
      transactions.add(
          db.transaction(
              READING,
              tx ->
                  tx.fetch(Notes.all())
                      .whenComplete((rows, failure) -> begins.complete(failure == null))
                      .thenCompose(rows -> gate)
                      .thenCompose(opened -> tx.fetch(Notes.all()))
                      .thenApply(List::size)));
    }
    assertThat(Await.all(begun)).containsOnly(true);
    return transactions;
  }

  private static void burst(Database db) {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    List<CompletableFuture<Integer>> transactions = reading(db, READERS, gate);
    gate.complete(null);
    assertThat(Await.all(transactions)).containsOnly(1);
  }

  @Test
  void afterABurstNoReaderIsLeftAndTheNextReadOpensOne() {
    OpenFiles.assumeKnown();
    try (Database db = open(file, SHORT)) {
      for (int round = 0; round < 3; round++) {
        burst(db);
        Await.until("the readers are closed", () -> OpenFiles.connections(file) == WRITER);
        assertThat(Notes.on(db)).containsExactly(1);
      }
      assertThat(Await.get(db.execute(Notes.insert(2)))).isEqualTo(1);
    }
  }

  @Test
  void whoIsInUseIsNotClosed() {
    OpenFiles.assumeKnown();
    try (Database db = open(file, SHORT)) {
      CompletableFuture<Void> gate = new CompletableFuture<>();
      List<CompletableFuture<Integer>> long2 = reading(db, 2, gate);
      CompletableFuture<Void> open = CompletableFuture.completedFuture(null);
      Await.all(reading(db, READERS - 2, open));
      Await.until("the others are closed", () -> OpenFiles.connections(file) == WRITER + 2);
      gate.complete(null);
      assertThat(Await.all(long2)).containsOnly(1);
      Await.until("all are closed", () -> OpenFiles.connections(file) == WRITER);
    }
  }

  @Test
  void withoutALimitTheyStay() throws Exception {
    OpenFiles.assumeKnown();
    Path other = folder.resolve("other.db");
    try (Database kept = open(file, Duration.ZERO);
        Database limited = open(other, SHORT)) {
      burst(kept);
      for (int round = 0; round < 3; round++) {
        burst(limited);
        Await.until("those are closed", () -> OpenFiles.connections(other) == WRITER);
      }
      assertThat(OpenFiles.connections(file)).isEqualTo(WRITER + READERS);
    }
  }

  /** They are closed all the time, while others are opened, used, and closed for good. */
  @Test
  void nobodyNoticesItNorDoesTheFile() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path path = folder.resolve("busy" + round + ".db");
      Database db = open(path, Duration.ofNanos(1 + 50_000 * round));
      for (int i = 2; i < 40; i++) {
        List<CompletableFuture<Integer>> reads = new ArrayList<>();
        CompletableFuture<Integer> write = db.execute(Notes.insert(i));
        for (int reader = 0; reader < READERS; reader++) {
          reads.add(db.fetch(Notes.all()).thenApply(List::size));
        }
        assertThat(Await.get(write)).isEqualTo(1);
        assertThat(Await.all(reads)).allMatch(rows -> rows >= 1);
      }
      assertThat(Notes.on(db)).hasSize(39);
      Await.call(db::close);
      assertThat(path.resolveSibling(path.getFileName() + "-wal")).doesNotExist();
      try (Database copy = Database.open("jdbc:sqlite:" + Files.copy(path, Path.of(path + "2")))) {
        assertThat(Notes.on(copy)).hasSize(39);
      }
    }
  }
}
