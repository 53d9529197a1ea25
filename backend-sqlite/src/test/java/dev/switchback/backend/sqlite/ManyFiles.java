package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.Parent;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.QueryOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.ResultQuery;

/** A program that has many files open, and uses all of them at once. It says what that costs. */
final class ManyFiles {

  /** Its own threads, so that it can count those of the engine. */
  private static final int STAGES = 4;

  private static final ResultQuery<?> COUNTING =
      resultQuery(
          "with recursive c(n) as (select 1 union all select n + 1 from c where n < 50000)"
              + " select count(*) as n from c");

  private static final int ROUNDS = 10;
  private static final int READS = 20;

  private final List<Database> databases = new ArrayList<>();
  private final ExecutorService stages =
      Executors.newFixedThreadPool(
          STAGES,
          task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
          });

  private ManyFiles() {}

  public static void main(String[] none) throws Exception {
    String[] told = Parent.hear().split(" ", 2);
    new ManyFiles().run(Integer.parseInt(told[0]), Path.of(told[1]));
  }

  private void run(int files, Path folder) throws Exception {
    rehearse();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getThreadCount() - ofTheEngine();
    say("handles before", handles());
    for (int i = 0; i < files; i++) {
      databases.add(Database.open(config("jdbc:sqlite:" + folder.resolve(i + ".db"))));
      Notes.create(databases.get(i));
    }
    threads.resetPeakThreadCount();
    Await.all(databases.stream().map(ManyFiles::slowly).toList());
    List<CompletableFuture<Integer>> rows = new ArrayList<>();
    databases.forEach(db -> rows.add(work(db, 0)));
    say("rows", Await.all(rows).stream().mapToInt(Integer::intValue).sum());
    say("threads", threads.getPeakThreadCount() - before);
    say("handles in use", handles());
    if (OpenFiles.areKnown()) {
      Await.until("no reader is left", () -> OpenFiles.connectionsIn(folder) == files);
      say("connections idle", OpenFiles.connectionsIn(folder));
      say("handles idle", handles());
    }
    threads.resetPeakThreadCount();
    Await.all(databases.stream().map(Database::closeAsync).toList());
    say("threads closing", threads.getPeakThreadCount() - before);
    say("handles after", handles());
    Parent.hear();
  }

  private DatabaseConfig config(String url) {
    return DatabaseConfig.builder(url)
        .poolSize(ManyFilesTest.READERS_OF_A_FILE)
        .idleConnectionTimeout(Duration.ofMillis(500))
        .completionExecutor(stages)
        .build();
  }

  /** What is loaded and started once is no file's. */
  private void rehearse() {
    for (int i = 0; i < STAGES; i++) {
      stages.execute(() -> {});
    }
    try (Database memory = Database.open(config("jdbc:sqlite::memory:"))) {
      Notes.create(memory);
      Await.get(work(memory, 0));
    }
  }

  /** Something that takes its time, so that it is under way in all files at once. */
  private static CompletableFuture<Void> slowly(Database db) {
    return CompletableFuture.allOf(
        db.with(QueryOptions.defaults().write()).fetch(COUNTING),
        db.fetch(COUNTING),
        db.fetch(COUNTING));
  }

  /** Writes and reads, round after round; what it answers are the rows at the end. */
  private static CompletableFuture<Integer> work(Database db, int round) {
    if (round == ROUNDS) {
      return db.fetch(Notes.all()).thenApply(List::size);
    }
    CompletableFuture<?> all = db.execute(Notes.insert(2 * round));
    for (int i = 0; i < READS; i++) {
      all = CompletableFuture.allOf(all, db.fetch(Notes.all()));
    }
    return CompletableFuture.allOf(
            all, db.transaction(tx -> tx.execute(Notes.insert(2 * round + 1))))
        .thenCompose(done -> work(db, round + 1));
  }

  private static long ofTheEngine() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("switchback-"))
        .count();
  }

  private static long handles() throws Exception {
    return OpenFiles.areKnown() ? OpenFiles.all() : -1;
  }

  private static void say(String what, long count) {
    Parent.say(what + ": " + count);
  }
}
