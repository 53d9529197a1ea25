package dev.switchback.music.app.tags;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the tags of one format. Safe for use by many threads. */
@FunctionalInterface
public interface TagReader {

  /**
   * Reads a file.
   *
   * @throws DamagedFileException if it is not of the format
   * @throws IOException if it cannot be read
   */
  Tags read(Path file) throws IOException;
}
