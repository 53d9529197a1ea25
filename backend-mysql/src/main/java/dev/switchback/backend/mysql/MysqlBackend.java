package dev.switchback.backend.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.DataSourceConnections;
import dev.switchback.backend.jdbc.JdbcEngine;
import dev.switchback.backend.jdbc.LanePlan;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.spi.DatabaseBackend;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.EnumSet;

/**
 * Opens databases of MySQL and MariaDB servers: {@code jdbc:mysql://host/database} or {@code
 * jdbc:mariadb://host/database}, with the driver's own parameters. Which of the two it is, the
 * server says.
 */
public final class MysqlBackend implements DatabaseBackend {

  /** For {@link java.util.ServiceLoader}. */
  public MysqlBackend() {}

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:");
  }

  @Override
  public Database open(DatabaseConfig config) {
    config.options().keySet().stream().findFirst().ifPresent(MysqlBackend::refuseOption);
    BackendInfo info = connectOnce(config);
    Flavour flavour = Flavour.of(info.productVersion());
    String session = MysqlSettings.session(config, flavour);
    MysqlDialect dialect = new MysqlDialect(info, flavour, config, session);
    ConnectionSource source =
        config.dataSource().isPresent()
            ? new DataSourceConnections(config, new MysqlGuest(config, flavour), MysqlDialect::once)
            : new MysqlPool(config, session);
    return JdbcEngine.server(config, dialect, new LanePlan("pool", config.poolSize(), source));
  }

  private static void refuseOption(String name) {
    throw DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "There is no option " + name + "; the driver's parameters belong into the URL");
  }

  /** Before the pool: its own errors on a wrong password or host say less, and later. */
  private static BackendInfo connectOnce(DatabaseConfig config) {
    try (Connection connection = MysqlSettings.connect(config)) {
      return info(connection);
    } catch (SQLException e) {
      DatabaseException error = MysqlErrors.translate(e, null);
      throw error.toBuilder()
          .message("Cannot open " + config.redactedUrl() + ": " + error.getMessage())
          .cause(error.getCause())
          .build();
    }
  }

  private static BackendInfo info(Connection connection) throws SQLException {
    if (!connection.isWrapperFor(JdbcConnection.class)) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED, "The DataSource's connections do not unwrap to the driver's");
    }
    checkParameters(connection.unwrap(JdbcConnection.class));
    DatabaseMetaData data = connection.getMetaData();
    String version = data.getDatabaseProductVersion();
    Flavour flavour = Flavour.of(version);
    if (connection.getCatalog() == null || connection.getCatalog().isEmpty()) {
      throw DatabaseException.of(ErrorKind.ILLEGAL_USE, "The URL names no database");
    }
    EnumSet<Capability> capabilities =
        EnumSet.of(
            Capability.CONCURRENT_READS,
            Capability.CONCURRENT_WRITES,
            Capability.ISOLATION_LEVELS,
            Capability.ROW_LOCKS,
            Capability.EXACT_DECIMAL_ARITHMETIC,
            Capability.USERS);
    return new BackendInfo(
        "mysql",
        flavour.product(),
        version,
        data.getDriverName(),
        data.getDriverVersion(),
        flavour.dialect(),
        capabilities);
  }

  /** What the URL or an application's pool may have set, and what counts rely on. */
  private static void checkParameters(JdbcConnection connection) {
    require(connection, PropertyKey.useAffectedRows, true);
    require(connection, PropertyKey.rewriteBatchedStatements, false);
  }

  private static void require(JdbcConnection connection, PropertyKey key, boolean value) {
    if (connection.getPropertySet().getBooleanProperty(key).getValue() != value) {
      throw DatabaseException.of(
          ErrorKind.ILLEGAL_USE,
          "The parameter "
              + key.getKeyName()
              + " must be "
              + value
              + ": otherwise nobody knows what a statement has done");
    }
  }
}
