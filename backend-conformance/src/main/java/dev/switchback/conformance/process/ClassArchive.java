package dev.switchback.conformance.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The libraries' classes that a program loads, parsed and verified once: with it a JVM starts in
 * half the time. Worth it for a test that starts dozens. A JVM that cannot make one, or use it,
 * does without.
 */
public final class ClassArchive {

  private static final long LIMIT_SECONDS = 60;

  private final Path archive;

  private ClassArchive(Path archive) {
    this.archive = archive;
  }

  /** An archive of what the program loads until it says its first word. */
  public static ClassArchive of(Class<?> program, Path folder) {
    Path classes = folder.resolve("classes.txt");
    ClassArchive made = new ClassArchive(folder.resolve("classes.jsa"));
    try (ChildJvm child = ChildJvm.start(program, List.of("-XX:DumpLoadedClassList=" + classes))) {
      child.hear();
    }
    if (Files.exists(classes)) {
      made.dump(classes);
    }
    return made;
  }

  private void dump(Path classes) {
    List<String> command =
        new ArrayList<>(
            JavaCommand.with(
                JavaCommand.JARS,
                List.of(
                    "-Xshare:dump",
                    "-XX:SharedClassListFile=" + classes,
                    "-XX:SharedArchiveFile=" + archive)));
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new AssertionError("No process for an archive", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  List<String> use() {
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }
}
