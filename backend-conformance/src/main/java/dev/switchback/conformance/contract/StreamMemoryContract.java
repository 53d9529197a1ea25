package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.DatabaseConfig;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many rows a stream has, only a few are in memory. */
@Conformance
final class StreamMemoryContract {

  private static final int NATIVE_ACCESS_IS_ASKED_FOR = 22;

  @Test
  @Behaviour(241)
  @Requires(Capability.CONCURRENT_READS)
  void aMillionRowsPassThroughASmallHeap(Fixture fixture, @TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      tell(process, fixture.config().build());
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it has ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output)).isEqualToIgnoringNewLines(ManyRows.ROWS + " rows");
    assertThat(process.exitValue()).isZero();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    if (Runtime.version().feature() >= NATIVE_ACCESS_IS_ASKED_FOR) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), ManyRows.class.getName()));
    return command;
  }

  /** Not in its arguments, which everybody can see. */
  private static void tell(Process process, DatabaseConfig config) throws Exception {
    try (Writer in = process.outputWriter()) {
      in.write(config.url().orElseThrow() + '\n');
      if (config.user().isPresent()) {
        in.write(config.user().get() + '\n' + config.password().orElse("") + '\n');
      }
    }
  }
}
