package dev.switchback.database;

import dev.switchback.database.spi.DatabaseBackend;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** Finds the one backend that accepts a URL, or that of a {@code DataSource}'s connections. */
final class Backends {

  private Backends() {}

  static DatabaseBackend find(DatabaseConfig config) {
    List<DatabaseBackend> found =
        ServiceLoader.load(DatabaseBackend.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return choose(config, found);
  }

  /** Never first-wins: what runs must not depend on the order of the class path. */
  static DatabaseBackend choose(DatabaseConfig config, List<DatabaseBackend> found) {
    String url = config.url().orElseGet(() -> urlBehind(config));
    List<DatabaseBackend> accepting =
        found.stream().filter(backend -> backend.accepts(url)).toList();
    if (accepting.size() == 1) {
      return accepting.get(0);
    }
    if (accepting.isEmpty()) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "No backend accepts "
              + config.redactedUrl()
              + "; found on the class path: "
              + names(found));
    }
    throw DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "Several backends accept " + config.redactedUrl() + ": " + names(accepting));
  }

  private static String urlBehind(DatabaseConfig config) {
    try (Connection connection = config.dataSource().orElseThrow().getConnection()) {
      return String.valueOf(connection.getMetaData().getURL());
    } catch (SQLException | RuntimeException e) {
      throw noConnection(config, e);
    }
  }

  /** Says what the causes say, and does not keep them: some quote the URL, with its password. */
  private static DatabaseException noConnection(DatabaseConfig config, Exception failure) {
    StringBuilder message = new StringBuilder("No connection from ").append(config.redactedUrl());
    String state = null;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      message.append(": ").append(Redaction.redact(String.valueOf(e.getMessage())));
      if (e instanceof SQLException known && known.getSQLState() != null) {
        state = known.getSQLState();
      }
    }
    boolean login = state != null && state.startsWith("28");
    return DatabaseException.builder(
            login ? ErrorKind.AUTHENTICATION : ErrorKind.CONNECTION, message.toString())
        .sqlState(state)
        .build();
  }

  static CompletableFuture<Database> openAsync(DatabaseConfig config) {
    CompletableFuture<Database> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Database database = Database.open(config);
                if (!future.complete(database)) {
                  database.closeAsync(); // the caller has given up meanwhile
                }
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            },
            "switchback-open");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static String names(List<DatabaseBackend> backends) {
    return backends.isEmpty()
        ? "none"
        : String.join(", ", backends.stream().map(DatabaseBackend::name).sorted().toList());
  }
}
