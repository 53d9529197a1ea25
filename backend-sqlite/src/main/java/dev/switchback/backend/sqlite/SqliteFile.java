package dev.switchback.backend.sqlite;

import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What a URL names, checked before SQLite makes a file of it.
 *
 * @param inMemory whether it is no file
 */
record SqliteFile(boolean inMemory) {

  static SqliteFile of(String target, DatabaseConfig config) {
    String name = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
    boolean memory =
        name.isEmpty()
            || name.equals(":memory:")
            || name.startsWith("file::memory:")
            || target.contains("mode=memory");
    if (!memory && !name.startsWith(":resource:")) {
      check(name.startsWith("file:") ? name.substring("file:".length()) : name, config);
    }
    return new SqliteFile(memory);
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
