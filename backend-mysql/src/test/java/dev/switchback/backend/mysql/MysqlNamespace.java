package dev.switchback.backend.mysql;

import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.MysqlServer;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import org.jooq.ResultQuery;

/** A database on the server of this run. */
final class MysqlNamespace implements Namespace {

  private final MysqlServer server;
  private final String database;
  private final MysqlSessions sessions;

  MysqlNamespace(MysqlServer server) throws SQLException {
    this.server = server;
    this.database = server.createDatabase();
    this.sessions = new MysqlSessions(server.connect("information_schema"), database);
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

  /** A sleep that is killed answers; the row behind it is what fails. */
  @Override
  public ResultQuery<?> endless(String marker) {
    return resultQuery("select sleep(3600) as " + marker + " from (select 1 union select 2) t");
  }

  @Override
  public ResultQuery<?> lasting() {
    return resultQuery("select 1 as n from (select 1) t where sleep(0.5) = 0");
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public AutoCloseable lock(String table) throws SQLException {
    Connection connection = server.connect(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock tables `" + table + "` read");
    }
    return () -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("unlock tables");
      }
      connection.close();
    };
  }

  @Override
  public void close() throws SQLException {
    sessions.close();
    server.dropDatabase(database);
  }
}
