package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TransactionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record1;
import org.jooq.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The only time at which others keep readers out as well: while a file is repaired, or opened. */
@Timeout(120)
final class SqliteRepairTest {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final TransactionOptions READING = TransactionOptions.defaults().asReadOnly();

  @Test
  void everybodyWaitsWhileAnotherProcessRepairsTheLog(@TempDir Path folder) {
    Path file = folder.resolve("repaired.db");
    try (Database db = open(file, Duration.ZERO);
        Database impatient = open(file, LIMIT)) {
      Notes.create(db);
      Await.get(impatient.execute(Notes.insert(1)));
      assertThat(Notes.on(impatient)).containsExactly(1);
      useTwoReaders(db);
      try (ChildJvm repair = LogRepair.start(file)) {
        List<CompletableFuture<Result<Record1<Integer>>>> reads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          // two on connections that there are, two on such as are opened now, the others queue
          reads.add(db.fetch(Notes.all()));
          reads.add(db.transaction(READING, tx -> tx.fetch(Notes.all())));
        }
        CompletableFuture<Integer> write = db.execute(Notes.insert(2));
        CompletableFuture<Database> opening =
            CompletableFuture.supplyAsync(() -> open(file, LIMIT));
        requireRetryable(impatient.fetch(Notes.all()));
        requireRetryable(impatient.transaction(READING, tx -> tx.fetch(Notes.all())));
        requireRetryable(impatient.execute(Notes.insert(3)));
        requireRetryable(impatient.transaction(tx -> tx.execute(Notes.insert(4))));
        assertThat(reads).noneMatch(CompletableFuture::isDone);
        assertThat(write).isNotDone();
        assertThat(opening).isNotDone();
        repair.say("end");
        repair.expect("ended");
        reads.forEach(read -> assertThat(Await.get(read).size()).isPositive());
        assertThat(Await.get(write)).isEqualTo(1);
        Await.call(Await.get(opening)::close);
      }
      assertThat(Notes.on(impatient)).containsExactly(1, 2);
    }
  }

  @Test
  void anOpeningThatWaitsTooLongSaysForWhat(@TempDir Path folder) {
    Path file = folder.resolve("repaired.db");
    try (Database db = open(file, Duration.ZERO)) {
      Notes.create(db);
      try (ChildJvm repair = LogRepair.start(file)) {
        DatabaseException failure =
            Await.failure(
                ErrorKind.BUSY,
                () ->
                    Database.open(
                        DatabaseConfig.builder("jdbc:sqlite:" + file)
                            .connectTimeout(LIMIT)
                            .build()));
        assertThat(failure).hasMessageContainingAll("Cannot open", file.toString(), "lock");
        assertThat(failure.isRetryable()).isTrue();
      }
      assertThat(Notes.on(db)).isEmpty();
    }
  }

  private static void useTwoReaders(Database db) {
    CompletableFuture<Result<Record1<Integer>>> other = new CompletableFuture<>();
    CompletableFuture<?> first =
        db.transaction(READING, tx -> tx.fetch(Notes.all()).thenCompose(rows -> other));
    CompletableFuture<?> second =
        db.transaction(
            READING, tx -> tx.fetch(Notes.all()).thenApply(rows -> other.complete(rows)));
    Await.get(first);
    Await.get(second);
  }

  private static void requireRetryable(CompletableFuture<?> refused) {
    assertThat(Await.failure(ErrorKind.BUSY, refused).isRetryable()).isTrue();
  }

  private static Database open(Path file, Duration lockTimeout) {
    return Database.open(
        DatabaseConfig.builder("jdbc:sqlite:" + file).poolSize(4).lockTimeout(lockTimeout).build());
  }
}
