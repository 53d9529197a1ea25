package dev.switchback.backend.sqlite;

import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.Target;
import java.util.Optional;

/** SQLite in a file of its own for each class of tests. */
final class SqliteFileTarget implements Target {

  @Override
  public String name() {
    return "SQLite file";
  }

  @Override
  public Optional<String> start() {
    return Optional.empty();
  }

  @Override
  public Namespace newNamespace() throws Exception {
    return new SqliteFileNamespace();
  }
}
