package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jooq.Field;

/**
 * A program of its own, of little memory, that runs ten thousand different statements: if anything
 * kept them all it would not live to the end.
 */
final class StatementFlood {

  private static final int STATEMENTS = 10_000;

  /** Below what is too long to be kept; all of them together do not fit into the heap. */
  private static final int TEXT = 7_000;

  /** All of it is there from the beginning, so that what grows is not the heap. */
  private static final List<String> HEAP =
      List.of("-Xms40m", "-Xmx40m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  /** As many as a connection keeps, of the sort that it should not keep. */
  private static final int LONG_STATEMENTS = 120;

  private static final int VALUES = 12_000;

  /** What the memory outside of the heap may grow by: half of what the statements would take. */
  private static final long GROWTH_KIBIBYTES = 100_000;

  private static final long LIMIT_SECONDS = 110;

  private StatementFlood() {}

  /** The child: the database's address comes by the environment, as it may have a password. */
  public static void main(String[] args) {
    DatabaseConfigBuilder config = DatabaseConfig.builder(System.getenv("URL")).poolSize(2);
    String user = System.getenv("DATABASE_USER");
    if (user != null) {
      config.credentials(user, System.getenv("DATABASE_PASSWORD"));
    }
    try (Database db = Database.open(config.build())) {
      run(db, 0, STATEMENTS / 10);
      long before = residentKibibytes();
      run(db, STATEMENTS / 10, STATEMENTS);
      for (int i = 0; i < LONG_STATEMENTS; i++) {
        Await.get(db.fetch(select(val(i)).where(val(-1).in(numbers(VALUES + i)))));
      }
      long growth = residentKibibytes() - before;
      if (growth > GROWTH_KIBIBYTES) {
        throw new AssertionError("The memory has grown by " + growth + " KiB");
      }
    }
    System.out.println("all of them");
  }

  private static void run(Database db, int from, int to) {
    for (int i = from; i < to; i++) {
      Field<String> text = inline(i + " " + "x".repeat(TEXT));
      int number = Await.get(db.fetchSingle(select(val(i), text))).value1();
      if (number != i) {
        throw new AssertionError(number + ", not " + i);
      }
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Of this process; 0 where the system does not say. */
  private static long residentKibibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Runs the child; what it said. */
  static String spawn(DatabaseConfig config) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(HEAP);
    command.add("-cp");
    // A test runner may have put the class path into a file.
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(StatementFlood.class.getName());
    Path output = Files.createTempFile("statements-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("URL", config.url().orElseThrow());
    config.user().ifPresent(user -> builder.environment().put("DATABASE_USER", user));
    config
        .password()
        .ifPresent(password -> builder.environment().put("DATABASE_PASSWORD", password));
    Process child = builder.start();
    try {
      if (!child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return "It did not end; so far: " + Files.readString(output);
      }
      return Files.readString(output);
    } finally {
      child.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      Files.delete(output);
    }
  }
}
