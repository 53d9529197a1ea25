package dev.switchback.backend.sqlite;

import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.ResultQuery;

/** A folder with one database file. */
final class SqliteFileNamespace implements Namespace {

  private final Path folder;
  private final String url;

  SqliteFileNamespace() throws IOException {
    folder = Files.createTempDirectory("switchback-sqlite-");
    url = "jdbc:sqlite:" + folder.resolve("conformance.db");
  }

  @Override
  public DatabaseConfigBuilder config() {
    return DatabaseConfig.builder(url);
  }

  @Override
  public Set<Hook> hooks() {
    return Set.of(Hook.REOPEN, Hook.FOREIGN_LOCK);
  }

  @Override
  public ResultQuery<?> endless(String marker) {
    return SqliteQueries.endless(marker);
  }

  @Override
  public ResultQuery<?> lasting() {
    return SqliteQueries.lasting();
  }

  /** The write lock of the file, as another process would take it: there are no smaller ones. */
  @Override
  public AutoCloseable lock(String table) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin immediate");
    }
    return connection; // closing it rolls back
  }

  /** Also shows that closing put everything into the file itself: then it can be copied alone. */
  @Override
  public void close() throws IOException {
    long unwritten = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith("-wal")) {
          unwritten += Files.size(file);
        }
        Files.delete(file);
      }
    }
    Files.delete(folder);
    if (unwritten > 0) {
      throw new AssertionError(
          "After the last close " + unwritten + " bytes are still only in the write-ahead log");
    }
  }
}
