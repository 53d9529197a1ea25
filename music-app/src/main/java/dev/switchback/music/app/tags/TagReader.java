package dev.switchback.music.app.tags;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the tags of one format. Safe for use by many threads. */
@FunctionalInterface
public interface TagReader {

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or is not of the format; the message says what is
   *     wrong, without the path
   */
  Tags read(Path file) throws IOException;
}
