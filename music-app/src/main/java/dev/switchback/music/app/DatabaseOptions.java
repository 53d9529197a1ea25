package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseListener;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which database. */
final class DatabaseOptions {

  private static final String SQLITE = "jdbc:sqlite:";

  @Option(
      names = "--database",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = {
        "JDBC URL of the database, for example jdbc:sqlite:music.db or"
            + " jdbc:postgresql://host/music?user=me.",
        "Without it: the variable MUSIC_DATABASE, else an SQLite file in your data folder."
      })
  private @Nullable String url;

  /** The URL that was given, if one was. */
  Optional<String> given(Session session) {
    return Optional.ofNullable(url)
        .or(() -> Optional.ofNullable(session.environment().get("MUSIC_DATABASE")))
        .filter(given -> !given.isBlank());
  }

  /** Opens the database to read a library: there must be one. */
  Database openExisting(Session session) {
    String chosen = chosen(session);
    file(chosen)
        .filter(Files::notExists)
        .ifPresent(
            file -> {
              throw new CommandFailure(
                  ExitCode.NO_LIBRARY,
                  "there is no library at " + file + " yet; 'music scan FOLDER' makes one");
            });
    return open(chosen);
  }

  /** Opens the database, and makes the file if there is none. */
  Database openOrCreate(Session session) {
    if (given(session).isEmpty()) {
      DataFolder.create(DataFolder.database(session));
    }
    return open(chosen(session));
  }

  static Database open(String url, DatabaseListener... listeners) {
    file(url).ifPresent(DatabaseOptions::checkFile);
    var config = DatabaseConfig.builder(url);
    for (DatabaseListener listener : listeners) {
      config.listener(listener);
    }
    return Database.open(config.build());
  }

  /** The URL that is used, without what could be a secret. */
  String shown(Session session) {
    return DatabaseConfig.of(chosen(session)).redactedUrl();
  }

  private String chosen(Session session) {
    return given(session).orElseGet(() -> SQLITE + DataFolder.database(session));
  }

  /** Says of a file in words what the database could only say in its own. */
  private static void checkFile(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new CommandFailure(ExitCode.NO_DATABASE, file + " is a folder, not a database");
    }
    if (folder != null && Files.notExists(folder)) {
      throw new CommandFailure(ExitCode.NO_FOLDER, "there is no folder " + folder);
    }
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw new CommandFailure(ExitCode.PERMISSION, "no permission to read " + file);
    }
    if (Files.notExists(file) && folder != null && !Files.isWritable(folder)) {
      throw new CommandFailure(
          ExitCode.PERMISSION, "no permission to make a database in " + folder);
    }
  }

  /** The file of an SQLite URL, as far as it is a plain one. */
  static Optional<Path> file(String url) {
    if (!url.startsWith(SQLITE)) {
      return Optional.empty();
    }
    String path = url.substring(SQLITE.length());
    int options = path.indexOf('?');
    path = options < 0 ? path : path.substring(0, options);
    if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
