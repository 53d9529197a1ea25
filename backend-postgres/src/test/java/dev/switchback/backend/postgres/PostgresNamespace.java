package dev.switchback.backend.postgres;

import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import org.jooq.ResultQuery;

/** A database on the server of this run. */
final class PostgresNamespace implements Namespace {

  private final PostgresServer server;
  private final String database;
  private final PostgresSessions sessions;

  PostgresNamespace(PostgresServer server) throws SQLException {
    this.server = server;
    this.database = server.createDatabase();
    this.sessions = new PostgresSessions(server.connect(database));
  }

  /** Its name. */
  String database() {
    return database;
  }

  @Override
  public DatabaseConfigBuilder config() {
    DatabaseConfigBuilder config = DatabaseConfig.builder(server.url(database));
    return server.user().isEmpty() ? config : config.credentials(server.user(), server.password());
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.allOf(Hook.class);
  }

  @Override
  public ResultQuery<?> endless(String marker) {
    return resultQuery("select pg_sleep(3600)::text as " + marker);
  }

  @Override
  public ResultQuery<?> lasting() {
    return resultQuery("select 1 as n where pg_sleep(0.5) is not null");
  }

  @Override
  public PostgresSessions sessions() {
    return sessions;
  }

  @Override
  public AutoCloseable lock(String table) throws SQLException {
    Connection connection = server.connect(database);
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table \"" + table + "\" in share row exclusive mode");
    }
    return () -> {
      connection.rollback();
      connection.close();
    };
  }

  @Override
  public void close() throws SQLException {
    sessions.close();
    server.dropDatabase(database);
  }
}
