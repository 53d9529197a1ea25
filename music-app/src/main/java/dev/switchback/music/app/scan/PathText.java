package dev.switchback.music.app.scan;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a path, from which the same path can be made again. On Linux a name is bytes, and not
 * all bytes are text: Java shows every one that is not as the same sign, so that two files could
 * look like one. Such a path is written as its URI, {@code file:///music/%FF.mp3}, which an
 * absolute path never looks like.
 */
final class PathText {

  private static final String URI_START = "file:";

  private PathText() {}

  /** The text of an absolute path. */
  static String of(Path path) {
    String text = path.toString();
    return isExact(text, path) ? text : uri(path);
  }

  static Path path(String text) {
    return text.startsWith(URI_START) ? Path.of(URI.create(text)) : Path.of(text);
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
}
