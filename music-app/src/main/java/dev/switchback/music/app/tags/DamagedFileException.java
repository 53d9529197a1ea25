package dev.switchback.music.app.tags;

import java.io.IOException;

/**
 * A file was read, and its content is not what its format asks for: reading it again would change
 * nothing. Any other {@link IOException} says that reading failed. The message says what is wrong,
 * without the path.
 */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }

  DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
