package dev.switchback.music.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An SQLite file in a folder of its own, deleted in the end. */
final class TemporaryDatabase implements AutoCloseable {

  private final Path folder;

  private TemporaryDatabase(Path folder) {
    this.folder = folder;
  }

  static TemporaryDatabase create() throws IOException {
    return new TemporaryDatabase(Files.createTempDirectory("music-demo-"));
  }

  String url() {
    return "jdbc:sqlite:" + folder.resolve("music.db");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
