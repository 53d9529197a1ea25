package dev.switchback.backend.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The files that this process has open, as the system tells: here, Linux. */
final class OpenFiles {

  private static final Path HANDLES = Path.of("/proc/self/fd");

  private OpenFiles() {}

  static boolean areKnown() {
    return Files.isDirectory(HANDLES);
  }

  /** Skips the test where nobody tells. */
  static void assumeKnown() {
    Assumptions.assumeTrue(areKnown(), "the system does not tell which files a process has open");
  }

  /** The handles of all files. */
  static long all() throws IOException {
    try (Stream<Path> handles = Files.list(HANDLES)) {
      return handles.count();
    }
  }

  /** The connections to a database that have looked at it: each has a handle of the log. */
  static long connections(Path database) throws IOException {
    String log = database.toRealPath() + "-wal";
    return targets(target -> target.equals(log));
  }

  /** The connections to all databases of a folder. */
  static long connectionsIn(Path folder) throws IOException {
    Path real = folder.toRealPath();
    return targets(target -> target.endsWith("-wal") && Path.of(target).startsWith(real));
  }

  private static long targets(Predicate<String> wanted) throws IOException {
    try (Stream<Path> handles = Files.list(HANDLES)) {
      return handles.map(handle -> target(handle).toString()).filter(wanted).count();
    }
  }

  private static Path target(Path handle) {
    try {
      return Files.readSymbolicLink(handle);
    } catch (IOException closedMeanwhile) {
      return handle;
    }
  }
}
