package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Ledger;
import dev.switchback.conformance.process.Parent;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.QueryOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A program that writes into a {@link Ledger}, and says which units have been acknowledged. */
final class LedgerWriter {

  /** Small, so that a checkpoint is under way much of the time. */
  private static final int PAGES = 40;

  private static @Nullable Database db;

  private LedgerWriter() {}

  /** Has it open the file and write units from {@code first} on; it answers at once. */
  static void go(ChildJvm child, Path file, long first, long count, int writers) {
    child.say("go " + first + " " + count + " " + writers + " " + file);
  }

  /** The unit that a line acknowledges. */
  static long acknowledged(String line) {
    if (!line.startsWith("ack ")) {
      throw new AssertionError(line);
    }
    return Long.parseLong(line.substring("ack ".length()));
  }

  public static void main(String[] none) {
    rehearse();
    Parent.say("ready");
    while (true) {
      String line = Parent.hear();
      String[] words = line.split(" ", 5);
      switch (words[0]) {
        case "go" ->
            go(
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Integer.parseInt(words[3]),
                words[4]);
        case "close" -> {
          db.close();
          Parent.say("closed");
        }
        default -> Parent.say(line);
      }
    }
  }

  /** A JVM's first second is slow: it would hide what there is to see. */
  private static void rehearse() {
    try (Database memory = Database.open("jdbc:sqlite::memory:")) {
      Ledger ledger = new Ledger(memory);
      Await.get(ledger.create());
      for (int unit = 0; unit < 4; unit++) {
        Await.get(ledger.write(unit));
      }
    }
  }

  private static void go(long first, long count, int writers, String file) {
    db =
        Database.open(
            DatabaseConfig.builder("jdbc:sqlite:" + file)
                .lockTimeout(Duration.ofSeconds(20))
                .build());
    Await.get(
        db.with(QueryOptions.defaults().write())
            .fetch(resultQuery("pragma wal_autocheckpoint = " + PAGES)));
    Ledger ledger = new Ledger(db);
    Await.get(ledger.create());
    AtomicLong next = new AtomicLong(first);
    AtomicInteger running = new AtomicInteger(writers);
    for (int i = 0; i < writers; i++) {
      write(ledger, next, first + count, running);
    }
  }

  private static void write(Ledger ledger, AtomicLong next, long end, AtomicInteger running) {
    long unit = next.getAndIncrement();
    if (unit >= end) {
      if (running.decrementAndGet() == 0) {
        Parent.say("done");
      }
      return;
    }
    ledger
        .write(unit)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                Parent.say("ack " + unit);
                write(ledger, next, end, running);
              } else {
                DatabaseException why = DatabaseException.of(failure);
                Parent.say("failed " + unit + ": " + why.kind() + ": " + why.getMessage());
              }
            });
  }
}
