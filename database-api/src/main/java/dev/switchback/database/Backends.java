package dev.switchback.database;

import dev.switchback.database.spi.DatabaseBackend;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** Finds the one backend that accepts a URL. */
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
    List<DatabaseBackend> accepting =
        found.stream().filter(backend -> backend.accepts(config.url())).toList();
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
