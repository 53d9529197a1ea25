package dev.switchback.backend.sqlite;

import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a URL names, checked before SQLite makes a file of it.
 *
 * @param inMemory whether it is no file
 */
record SqliteFile(boolean inMemory) {

  static SqliteFile of(String target, DatabaseConfig config) {
    int query = target.indexOf('?');
    String name = query < 0 ? target : target.substring(0, query);
    List<String> parameters =
        query < 0 ? List.of() : List.of(target.substring(query + 1).split("&"));
    boolean memory =
        name.isEmpty()
            || name.equals(":memory:")
            || name.startsWith("file::memory:")
            || parameters.contains("mode=memory");
    if (!memory && !name.startsWith(":resource:")) {
      check(name.startsWith("file:") ? path(name.substring("file:".length())) : name, config);
    }
    return new SqliteFile(memory);
  }

  /** Of a URI, as SQLite reads it: percent-encoded, perhaps behind an empty authority. */
  private static String path(String uri) {
    String path = uri.startsWith("//localhost/") ? uri.substring("//localhost".length()) : uri;
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return path;
    }
  }

  /** SQLite would say no more than that it cannot open the file. */
  private static void check(String name, DatabaseConfig config) {
    Path path;
    try {
      path = Path.of(name).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw error(ErrorKind.CONNECTION, config, "the path is not valid");
    }
    Path parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw error(ErrorKind.CONNECTION, config, "there is no folder " + parent);
    }
    if (Files.isDirectory(path)) {
      throw error(ErrorKind.CONNECTION, config, "it is a folder");
    }
    boolean exists = Files.exists(path);
    if (exists && !Files.isReadable(path)) {
      throw error(ErrorKind.PERMISSION, config, "the file cannot be read");
    }
    if (exists && !Files.isWritable(path)) {
      throw error(ErrorKind.PERMISSION, config, "the file cannot be written");
    }
    if (!Files.isWritable(parent)) {
      throw error(ErrorKind.PERMISSION, config, "the folder cannot be written: " + parent);
    }
  }

  private static DatabaseException error(ErrorKind kind, DatabaseConfig config, String why) {
    return DatabaseException.of(kind, "Cannot open " + config.redactedUrl() + ": " + why);
  }
}
