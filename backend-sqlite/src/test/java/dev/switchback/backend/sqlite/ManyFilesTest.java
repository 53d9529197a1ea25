package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.process.ChildJvm;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/many-databases.md promises of many files in one process. */
@Timeout(120)
final class ManyFilesTest {

  static final int READERS_OF_A_FILE = 2;

  private static final int FILES = 200;

  /** At most so many threads read, twice as many write, and as many close. */
  private static final int PLACES = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

  private static final int TIMER = 1;

  /** A file, its log, and the memory that its connections share. */
  private static final int HANDLES_OF_A_FILE = 3;

  /** What a JVM may open on the way. */
  private static final int OTHERS = 20;

  private static final Map<String, Long> FIGURES = new HashMap<>();

  @BeforeAll
  static void run(@TempDir Path folder) {
    try (ChildJvm child = ChildJvm.start(ManyFiles.class, List.of("-Xmx48m"))) {
      child.say(FILES + " " + folder);
      for (String line = ""; !line.startsWith("handles after"); ) {
        line = child.hear();
        String[] figure = line.split(": ");
        FIGURES.put(figure[0], Long.valueOf(figure[1]));
      }
    }
  }

  private static long figure(String name) {
    return FIGURES.get(name);
  }

  /** In a heap of 48 MB. */
  @Test
  void allThatWasWrittenIsThere() {
    assertThat(figure("rows")).isEqualTo(FILES * 20);
  }

  /** A thread between two turns counts beside the one that has its place: so one more for each. */
  @Test
  void threadsAreBounded() {
    assertThat(figure("threads")).isLessThanOrEqualTo(2 * 3 * PLACES + TIMER);
    assertThat(figure("threads closing")).isLessThanOrEqualTo(2 * 4 * PLACES + TIMER);
  }

  @Test
  void handlesAreBounded() {
    OpenFiles.assumeKnown();
    long before = figure("handles before");
    long inUse = figure("handles in use") - before;
    long idle = figure("handles idle") - before;
    assertThat(inUse)
        .isLessThanOrEqualTo(FILES * (HANDLES_OF_A_FILE + 2 * READERS_OF_A_FILE) + OTHERS);
    assertThat(figure("connections idle")).isEqualTo(FILES);
    assertThat(idle).isLessThanOrEqualTo(FILES * (HANDLES_OF_A_FILE + READERS_OF_A_FILE) + OTHERS);
    assertThat(figure("handles after") - before).isLessThanOrEqualTo(OTHERS);
  }
}
