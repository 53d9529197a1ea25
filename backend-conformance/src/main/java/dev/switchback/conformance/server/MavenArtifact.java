package dev.switchback.conformance.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An archive that Maven brings when a server is needed, and not before: it is too large for a
 * dependency that everybody would have to download.
 *
 * @param megabytes about its size
 */
record MavenArtifact(
    String group, String name, String version, String type, String classifier, int megabytes) {

  private static final long SECONDS_BETWEEN_REPORTS = 10;

  /** The file in the local repository, downloaded if it is not there. */
  Path resolve() throws IOException, ServerUnavailable, InterruptedException {
    Path file = file();
    if (!Files.exists(file)) {
      download();
      if (!Files.exists(file)) {
        throw new ServerUnavailable("Maven has brought " + coordinates() + ", but not to " + file);
      }
    }
    return file;
  }

  private static Path repository() {
    String given = System.getProperty("maven.repo.local");
    return given == null
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(given);
  }

  private Path folder() {
    return repository().resolve(group.replace('.', '/')).resolve(name).resolve(version);
  }

  private Path file() {
    String tail = classifier.isEmpty() ? "" : "-" + classifier;
    return folder().resolve(name + "-" + version + tail + "." + type);
  }

  private String coordinates() {
    return group
        + ":"
        + name
        + ":"
        + version
        + ":"
        + type
        + (classifier.isEmpty() ? "" : ":")
        + classifier;
  }

  private void download() throws IOException, ServerUnavailable, InterruptedException {
    report("downloading " + coordinates() + ", " + megabytes + " MB; this happens once");
    Process maven = start();
    maven.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    Thread reader = new Thread(() -> collect(maven, lines), "maven-output");
    reader.start();
    while (!maven.waitFor(SECONDS_BETWEEN_REPORTS, TimeUnit.SECONDS)) {
      report((downloaded() >> 20) + " of " + megabytes + " MB");
    }
    reader.join();
    if (maven.exitValue() != 0) {
      throw new ServerUnavailable(
          "Maven cannot bring "
              + coordinates()
              + (lines.isEmpty() ? "" : ": " + lines.get(0).replaceAll("\\s+", " ")));
    }
  }

  private Process start() throws IOException, ServerUnavailable {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
    command.add("-Dmaven.repo.local=" + repository());
    command.add("dependency:get");
    command.add("-Dtransitive=false");
    command.add("-Dartifact=" + coordinates());
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new ServerUnavailable("there is no mvn on the path to bring " + coordinates(), e);
    }
  }

  private static void collect(Process maven, List<String> lines) {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().filter(line -> line.startsWith("[ERROR]")).forEach(lines::add);
    } catch (IOException gone) {
      // so is Maven
    }
  }

  private long downloaded() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException notYet) {
      return 0;
    }
  }

  static void report(String what) {
    System.err.println("switchback: " + what);
  }
}
