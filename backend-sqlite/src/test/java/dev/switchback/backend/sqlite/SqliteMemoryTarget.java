package dev.switchback.backend.sqlite;

import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.Target;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.util.Optional;
import java.util.Set;
import org.jooq.ResultQuery;

/** SQLite in memory: each opening is a database of its own, with one connection. */
final class SqliteMemoryTarget implements Target {

  @Override
  public String name() {
    return "SQLite memory";
  }

  @Override
  public Optional<String> start() {
    return Optional.empty();
  }

  @Override
  public Namespace newNamespace() {
    return new MemoryNamespace();
  }

  private static final class MemoryNamespace implements Namespace {
    @Override
    public DatabaseConfigBuilder config() {
      return DatabaseConfig.builder("jdbc:sqlite::memory:");
    }

    @Override
    public Set<Hook> hooks() {
      return Set.of();
    }

    @Override
    public ResultQuery<?> endless(String marker) {
      return SqliteQueries.endless(marker);
    }

    @Override
    public ResultQuery<?> lasting() {
      return SqliteQueries.lasting();
    }

    @Override
    public void close() {}
  }
}
