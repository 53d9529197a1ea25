package dev.switchback.backend.postgres;

import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.Target;
import dev.switchback.conformance.server.PgBouncer;
import dev.switchback.conformance.server.ServerUnavailable;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jooq.ResultQuery;

/** PostgreSQL behind a pooler that gives each transaction another connection. */
final class PostgresPoolerTarget implements Target {

  @Override
  public String name() {
    return "PostgreSQL, PgBouncer";
  }

  @Override
  public Optional<String> start() {
    try {
      PgBouncer.get();
      return Optional.empty();
    } catch (ServerUnavailable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Namespace newNamespace() throws Exception {
    PgBouncer pooler = PgBouncer.get();
    return new PooledNamespace(pooler, new PostgresNamespace(pooler.server()));
  }

  private record PooledNamespace(PgBouncer pooler, PostgresNamespace direct) implements Namespace {

    @Override
    public DatabaseConfigBuilder config() {
      return DatabaseConfig.builder(pooler.url(direct.database()))
          .credentials(pooler.server().user(), pooler.server().password())
          .option("postgres.pooler", "transaction");
    }

    @Override
    public Set<Hook> hooks() {
      return direct.hooks();
    }

    @Override
    public ResultQuery<?> endless(String marker) {
      return direct.endless(marker);
    }

    @Override
    public ResultQuery<?> lasting() {
      return direct.lasting();
    }

    @Override
    public Sessions sessions() {
      return new PooledSessions(direct.sessions());
    }

    @Override
    public AutoCloseable lock(String table) throws SQLException {
      return direct.lock(table);
    }

    @Override
    public void close() throws SQLException {
      direct.close();
    }
  }
}
