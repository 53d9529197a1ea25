package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source may be longer than memory. */
@Conformance
final class LoadMemoryContract {

  private static final int ROWS = 1_000_000;

  @Test
  @Behaviour({233, 237})
  @Requires(hooks = Hook.REOPEN)
  void aMillionRowsPassThroughAHeapThatCannotHoldThem(Fixture fixture, Database db)
      throws Exception {
    Items items = Items.create(fixture, db);
    DatabaseConfig config = fixture.config().build();
    assertThat(
            child(
                config.url().orElseThrow(),
                config.user().orElse(""),
                config.password().orElse(""),
                items.tableName,
                String.valueOf(ROWS)))
        .isEqualTo("loaded " + ROWS);
    Record3<Integer, Integer, ?> stored =
        Await.get(
            db.fetchSingle(select(count(), max(items.id), sum(items.amount)).from(items.table)));
    assertThat(stored.value1()).isEqualTo(ROWS);
    assertThat(stored.value2()).isEqualTo(ROWS);
    assertThat(stored.value3().toString()).isEqualTo(String.valueOf(ROWS * 3L));
  }

  /** Runs {@link LoadProgram}; what it is told goes by its input, which nobody else can see. */
  private static String child(String... told) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LoadProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      in.write(String.join("\n", told));
      in.close();
      String last = "";
      for (String line = next(out); line != null; line = next(out)) {
        last = line;
      }
      return last;
    } finally {
      process.destroyForcibly();
    }
  }

  /** It tells its progress: each step is waited for, not the whole. */
  private static @Nullable String next(BufferedReader out) {
    return Await.get(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return out.readLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }
}
