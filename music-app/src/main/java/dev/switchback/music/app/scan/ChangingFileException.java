package dev.switchback.music.app.scan;

import java.io.IOException;

/** A file was written to whenever it was read. */
final class ChangingFileException extends IOException {

  private static final long serialVersionUID = 1L;

  ChangingFileException() {
    super("it changes while it is read");
  }
}
