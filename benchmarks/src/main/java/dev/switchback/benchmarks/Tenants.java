package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jooq.impl.SQLDataType;

/** Many SQLite files open in one process: what they cost, idle and in use. */
public final class Tenants {

  private static final int ROWS = 2_000;

  /** Shorter than the default, so that nobody has to wait for minutes. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Tenants() {}

  /** Runs; the argument is the number of files, 200 if there is none. */
  public static void main(String[] args) throws Exception {
    int tenants = args.length == 0 ? 200 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("switchback-tenants");
    List<Database> databases = new ArrayList<>();
    try {
      show("before");
      for (int i = 0; i < tenants; i++) {
        databases.add(
            Database.open(
                DatabaseConfig.builder("jdbc:sqlite:" + folder.resolve(i + ".db"))
                    .idleConnectionTimeout(IDLE)
                    .build()));
      }
      show(tenants + " open, not yet used");
      all(databases, db -> db.execute(query("create table t (x integer primary key, y text)")));
      all(databases, Tenants::fill);
      show("each has written " + ROWS + " rows");
      for (int i = 0; i < 20; i++) {
        all(databases, db -> db.fetchSingle(select(count()).from(table(name("t")))));
      }
      show("each has been read 20 times, all at once");
      List<CompletableFuture<?>> burst = new ArrayList<>();
      for (Database db : databases) {
        for (int i = 0; i < 20; i++) {
          burst.add(db.fetch(select(field("y")).from(table(name("t")))).thenApply(List::size));
        }
      }
      burst.forEach(CompletableFuture::join);
      show("20 reads of all rows at once from each");
      Thread.sleep(3 * IDLE.toMillis());
      show("nothing for a while");
    } finally {
      CompletableFuture.allOf(
              databases.stream().map(Database::closeAsync).toArray(CompletableFuture[]::new))
          .join();
      show("closed");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static CompletableFuture<?> fill(Database db) {
    var insert =
        insertInto(table(name("t")))
            .columns(field(name("x"), SQLDataType.INTEGER), field(name("y"), SQLDataType.VARCHAR));
    for (int i = 0; i < ROWS; i++) {
      insert = insert.values(i, "A text of some length, number " + i);
    }
    return db.execute(insert);
  }

  /** Something to do with each. */
  @FunctionalInterface
  private interface Work {
    CompletableFuture<?> on(Database db);
  }

  private static void all(List<Database> databases, Work work) {
    List<CompletableFuture<?>> done = new ArrayList<>();
    for (Database db : databases) {
      done.add(work.on(db));
    }
    done.forEach(CompletableFuture::join);
  }

  private static void show(String moment) throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    System.out.printf(
        "%-40s %4d threads, at most %4d  %4d MB heap  %5s MB resident  %5s files%n",
        moment, THREADS.getThreadCount(), THREADS.getPeakThreadCount(), heap, resident(), files());
    THREADS.resetPeakThreadCount();
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "?";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) >> 10))
        .findFirst()
        .orElse("?");
  }

  private static String files() throws IOException {
    Path handles = Path.of("/proc/self/fd");
    if (!Files.exists(handles)) {
      return "?";
    }
    try (Stream<Path> open = Files.list(handles)) {
      return String.valueOf(open.count());
    }
  }
}
