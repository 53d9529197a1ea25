package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * For SQLite's lock nobody queues: others, who ask now and then, would hardly ever find it free
 * beside a program that always has something to write.
 */
@Timeout(120)
final class SqliteBreakTest {

  private static final int WRITES = 200;

  /** Longer than others wait between two attempts. */
  private static final long BREAK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  @Test
  void whoWritesWithoutEndLeavesTheLockFreeNowAndThen(@TempDir Path folder) {
    String url = "jdbc:sqlite:" + folder.resolve("shared.db");
    Breaks breaks = new Breaks();
    try (LockHolder other = new LockHolder.Opening();
        Database busy = open(url, Duration.ZERO, breaks);
        Database impatient = open(url, Duration.ofMillis(100), new DatabaseListener() {})) {
      Notes.create(busy);
      other.hold(url);
      List<CompletableFuture<?>> writes = new ArrayList<>();
      for (int i = 0; i < WRITES; i++) {
        writes.add(busy.execute(slowInsert(i)));
      }
      // until this has failed the first of them has found the lock taken
      Await.failure(ErrorKind.BUSY, impatient.execute(Notes.insert(WRITES)));
      other.commit();
      writes.forEach(Await::get);
      assertThat(breaks.count).hasValueGreaterThanOrEqualTo(5);
    }
  }

  private static Database open(String url, Duration lockTimeout, DatabaseListener listener) {
    return Database.open(
        DatabaseConfig.builder(url).lockTimeout(lockTimeout).listener(listener).build());
  }

  /** Takes a millisecond or two. */
  private static Query slowInsert(int id) {
    return query(
        "insert into note (id) select "
            + id
            + " + 0 * count(*) from (with recursive c(n) as"
            + " (select 1 union all select n + 1 from c where n < 10000) select n from c)");
  }

  /** Counts the times between two writes that others can use. */
  private static final class Breaks implements DatabaseListener {
    final AtomicInteger count = new AtomicInteger();
    private long ended = Long.MAX_VALUE;

    @Override
    public synchronized void ended(UnitEnd end) {
      if (end.start().kind() == UnitKind.EXECUTE) {
        long now = System.nanoTime();
        if (now - end.ran().toNanos() - ended >= BREAK_NANOS) {
          count.incrementAndGet();
        }
        ended = now;
      }
    }
  }
}
