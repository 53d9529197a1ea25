package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.name;

import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the contests on an SQLite file and on the databases whose URLs are given. Makes, and drops,
 * tables {@code bench_track} and {@code bench_library}.
 *
 * <p>System properties: {@code rounds} (default 7), {@code operations} (default 20,000).
 */
public final class Main {

  private Main() {}

  /** Runs. */
  public static void main(String[] urls) throws Exception {
    Path folder = Files.createTempDirectory("switchback-benchmarks");
    try {
      contest(new Target("jdbc:sqlite:" + folder.resolve("bench.db")));
      for (String url : urls) {
        contest(new Target(url));
      }
    } finally {
      delete(folder);
    }
  }

  private static void contest(Target target) throws Exception {
    int rounds = Integer.getInteger("rounds", 7);
    int operations = Integer.getInteger("operations", 20_000);
    try (Database database = Database.open(target.url())) {
      Types types = database.schema().types();
      database
          .schema()
          .apply(
              List.of(
                  dropTableIfExists(name("bench_track")),
                  createTable(name("bench_track"))
                      .column("id", types.int64().notNull())
                      .column("title", types.text(100).notNull())
                      .constraint(constraint().primaryKey("id"))))
          .join();
      BulkLoad.run(target, database, 41_000, rounds);
      TrackLoad.run(target, database, 41_000, rounds);
      TrackRead.run(target, database, 41_000, rounds);
      PointSelect.run(target, database, operations, rounds);
      Writers.run(target, database, operations, rounds);
      database.schema().apply(List.of(dropTableIfExists(name("bench_track")))).join();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
