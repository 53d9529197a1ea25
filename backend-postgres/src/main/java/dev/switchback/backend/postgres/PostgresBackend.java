package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.DataSourceConnections;
import dev.switchback.backend.jdbc.DataSourceConnections.Guest;
import dev.switchback.backend.jdbc.DataSourceConnections.Undo;
import dev.switchback.backend.jdbc.JdbcEngine;
import dev.switchback.backend.jdbc.LanePlan;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.spi.DatabaseBackend;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import org.jooq.SQLDialect;
import org.postgresql.Driver;
import org.postgresql.jdbc.PgConnection;

/**
 * Opens PostgreSQL databases: {@code jdbc:postgresql://host/database}, with the driver's own
 * parameters.
 *
 * <p>Option {@code postgres.pooler = transaction} for a pooler (such as PgBouncer) that gives each
 * transaction another connection: see {@code docs/poolers.md}.
 */
public final class PostgresBackend implements DatabaseBackend {

  private static final int OLDEST = 13;
  private static final int FIRST_WITH_MERGE = 15;

  /** For {@link java.util.ServiceLoader}. */
  public PostgresBackend() {}

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public Database open(DatabaseConfig config) {
    PostgresOptions options = PostgresOptions.of(config);
    PostgresSession session = new PostgresSession(config, options);
    PostgresDialect dialect = new PostgresDialect(connectOnce(config, options), session);
    ConnectionSource source =
        config.dataSource().isPresent()
            ? new DataSourceConnections(config, guest(session), PostgresDialect::unnamed)
            : new PostgresPool(config, options, session);
    return JdbcEngine.server(config, dialect, new LanePlan("pool", config.poolSize(), source));
  }

  private static Guest guest(PostgresSession session) {
    return session.lasts() ? new PostgresGuest(session.settings()) : PostgresBackend::unprepared;
  }

  /** Nothing is set for a session that does not last, and nothing prepared. */
  private static Undo unprepared(Connection connection) throws SQLException {
    PgConnection driver = connection.unwrap(PgConnection.class);
    int threshold = driver.getPrepareThreshold();
    driver.setPrepareThreshold(0);
    return () -> driver.setPrepareThreshold(threshold);
  }

  /** Before the pool: its own errors on a wrong password or host say less, and later. */
  private static BackendInfo connectOnce(DatabaseConfig config, PostgresOptions options) {
    try (Connection connection = connect(config, options)) {
      return info(connection);
    } catch (SQLException e) {
      DatabaseException error = PostgresErrors.translate(e, null);
      throw error.toBuilder()
          .message("Cannot open " + config.redactedUrl() + ": " + error.getMessage())
          .outcome(Outcome.NOT_EXECUTED)
          .cause(e)
          .build();
    }
  }

  private static Connection connect(DatabaseConfig config, PostgresOptions options)
      throws SQLException {
    if (config.dataSource().isPresent()) {
      return config.dataSource().get().getConnection();
    }
    String url = config.url().orElseThrow();
    if (Driver.parseURL(url, new Properties()) == null) {
      // The driver's own message would quote the URL, its password included.
      throw DatabaseException.of(
          ErrorKind.CONNECTION, "Cannot open " + config.redactedUrl() + ": the URL is malformed");
    }
    return DriverManager.getConnection(url, PostgresSettings.driver(config, options));
  }

  private static BackendInfo info(Connection connection) throws SQLException {
    if (!connection.isWrapperFor(PgConnection.class)) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED, "The DataSource's connections do not unwrap to the driver's");
    }
    if (connection.unwrap(PgConnection.class).getQueryExecutor().isReWriteBatchedInsertsEnabled()) {
      throw DatabaseException.of(
          ErrorKind.ILLEGAL_USE,
          "The parameter reWriteBatchedInserts hides what each statement of a batch has done:"
              + " leave it out");
    }
    DatabaseMetaData data = connection.getMetaData();
    int major = data.getDatabaseMajorVersion();
    if (major < OLDEST) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "The server is PostgreSQL "
              + data.getDatabaseProductVersion()
              + "; the oldest supported is "
              + OLDEST);
    }
    Set<Capability> capabilities =
        EnumSet.of(
            Capability.CONCURRENT_READS,
            Capability.CONCURRENT_WRITES,
            Capability.TRANSACTIONAL_DDL,
            Capability.ISOLATION_LEVELS,
            Capability.ROW_LOCKS,
            Capability.CONFLICT_CONSTRAINT,
            Capability.MODIFYING_WITH,
            Capability.EXACT_DECIMAL_ARITHMETIC,
            Capability.SCHEMAS,
            Capability.USERS);
    if (major >= FIRST_WITH_MERGE) {
      capabilities.add(Capability.MERGE);
    }
    return new BackendInfo(
        "postgres",
        data.getDatabaseProductName(),
        data.getDatabaseProductVersion(),
        data.getDriverName(),
        data.getDriverVersion(),
        SQLDialect.POSTGRES,
        capabilities);
  }
}
