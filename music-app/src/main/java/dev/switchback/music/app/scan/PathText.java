package dev.switchback.music.app.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The text of a path, from which the same path can be made again. On Linux a name is bytes, and not
 * all bytes are text: Java shows every one that is not as the same sign, so that two files could
 * look like one. Such a path is written as its URI, {@code file:///music/%FF.mp3}, which an
 * absolute path never looks like.
 */
final class PathText {

  private static final String URI_START = "file:";

  private PathText() {}

  /** The text of an absolute path: the same in every locale, also in one that has no umlauts. */
  static String of(Path path) {
    String text = path.toString();
    if (isExact(text, path)) {
      return text;
    }
    String uri = uri(path);
    return utf8(uri).orElse(uri);
  }

  static Path path(String text) {
    if (isUri(text)) {
      return Path.of(URI.create(text));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) { // the locale does not have these characters; the disk does
      return Path.of(URI.create(URI_START + "//" + percentEncoded(text)));
    }
  }

  /** Whether the path had to be written as a URI. */
  static boolean isUri(String text) {
    return text.startsWith(URI_START);
  }

  /** Everything that the texts of paths below a folder can begin with. */
  static List<String> ofFolder(Path folder) {
    String text = of(folder);
    return isUri(text) ? List.of(text) : List.of(text, uri(folder));
  }

  private static boolean isExact(String text, Path path) {
    try {
      return Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Without the slash that Java gives to folders. */
  private static String uri(Path path) {
    String uri = path.toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  /** What the bytes of a URI say, if they are text. */
  private static Optional<String> utf8(String uri) {
    String path = uri.substring(URI_START.length()).replaceFirst("^//", "");
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      boolean escaped = path.charAt(i) == '%';
      bytes.put((byte) (escaped ? Integer.parseInt(path, i + 1, i + 3, 16) : path.charAt(i)));
      i += escaped ? 2 : 0;
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      boolean plain = b == '/' || b > 0 && Character.isLetterOrDigit(b);
      encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return encoded.toString();
  }
}
