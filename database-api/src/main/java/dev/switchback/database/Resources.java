package dev.switchback.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts on the class path. */
final class Resources {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Resources() {}

  /** The text with line feeds for line ends, or nothing if there is no such resource. */
  static Optional<String> read(Class<?> anchor, String path) {
    byte[] bytes;
    try (InputStream stream = anchor.getResourceAsStream(path)) {
      if (stream == null) {
        return Optional.empty();
      }
      bytes = stream.readAllBytes();
    } catch (IOException e) {
      throw wrong(anchor, path, " cannot be read", e);
    }
    try {
      // Not new String: that would put question marks in the place of what is no UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(normalise(text));
    } catch (CharacterCodingException e) {
      throw wrong(anchor, path, " is not UTF-8", e);
    }
  }

  /** What an editor, or a version control on another system, changes without being asked. */
  private static String normalise(String text) {
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return plain.replace("\r\n", "\n").replace('\r', '\n');
  }

  static DatabaseException missing(Class<?> anchor, String path, String otherPath) {
    return DatabaseException.of(
        ErrorKind.MIGRATION,
        "There is no resource " + path + " or " + otherPath + seenFrom(anchor));
  }

  private static DatabaseException wrong(
      Class<?> anchor, String path, String why, IOException cause) {
    return DatabaseException.builder(
            ErrorKind.MIGRATION, "The resource " + path + seenFrom(anchor) + why)
        .cause(cause)
        .build();
  }

  private static String seenFrom(Class<?> anchor) {
    return " (as seen from " + anchor.getName() + ")";
  }
}
