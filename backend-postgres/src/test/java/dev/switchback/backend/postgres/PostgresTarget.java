package dev.switchback.backend.postgres;

import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.Target;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.conformance.server.ServerUnavailable;
import java.util.Optional;

/** PostgreSQL, with a database of its own for each class of tests. */
final class PostgresTarget implements Target {

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Optional<String> start() {
    try {
      PostgresServer.get();
      return Optional.empty();
    } catch (ServerUnavailable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Namespace newNamespace() throws Exception {
    return new PostgresNamespace(PostgresServer.get());
  }
}
