package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.JdbcEngine;
import dev.switchback.backend.jdbc.LanePlan;
import dev.switchback.backend.jdbc.LanePlan.Trait;
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
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.sqlite.SQLiteDataSource;

/**
 * Opens SQLite databases: {@code jdbc:sqlite:music.db}, {@code jdbc:sqlite::memory:}.
 *
 * <p>A file has one writing connection and up to {@link DatabaseConfig#poolSize} reading ones,
 * which do not wait for it (write-ahead log). A database in memory has one connection and dies with
 * it.
 */
public final class SqliteBackend implements DatabaseBackend {

  private static final String PREFIX = "jdbc:sqlite:";

  /** For {@link java.util.ServiceLoader}. */
  public SqliteBackend() {}

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public Database open(DatabaseConfig config) {
    SqliteOptions options = SqliteOptions.of(config);
    String url = config.url().orElseGet(() -> dataSource(config).getUrl());
    SqliteFile file = SqliteFile.of(url.substring(PREFIX.length()), config);
    Properties settings =
        config.dataSource().isPresent()
            ? dataSource(config).getConfig().toProperties()
            : new Properties();
    SqliteConnector connector = new SqliteConnector(url, settings, config, options);
    try {
      Connection writer = connector.openFirst();
      boolean readers;
      SqliteDialect dialect;
      try {
        readers = !file.inMemory() && connector.useWriteAheadLog(writer);
        dialect = new SqliteDialect(info(writer, readers));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
      SqliteConnections writers =
          file.inMemory()
              ? SqliteConnections.only(writer, connector::restore)
              : SqliteConnections.writing(writer, connector::openWriter, config.lockTimeout());
      LanePlan write =
          new LanePlan(
              "write",
              1,
              writers,
              file.inMemory() ? EnumSet.of(Trait.SHARED_COMMITS) : EnumSet.allOf(Trait.class));
      LanePlan read =
          readers
              ? new LanePlan(
                  "read",
                  config.poolSize(),
                  SqliteConnections.reading(connector::openReader, config.lockTimeout()))
              : write;
      return JdbcEngine.embedded(config, dialect, read, write);
    } catch (SQLException e) {
      DatabaseException error = SqliteErrors.translate(e, null);
      throw error.toBuilder()
          .message("Cannot open " + config.redactedUrl() + ": " + error.getMessage())
          .cause(e)
          .build();
    }
  }

  /** Only one whose connections can be opened in its place, with our settings in each. */
  private static SQLiteDataSource dataSource(DatabaseConfig config) {
    DataSource given = config.dataSource().orElseThrow();
    if (given.getClass() == SQLiteDataSource.class) {
      return (SQLiteDataSource) given;
    }
    throw DatabaseException.of(
        ErrorKind.UNSUPPORTED,
        "SQLite keeps its settings and locks in each connection, and those of a "
            + given.getClass().getName()
            + " are shared or prepared by others: give the URL, or a plain SQLiteDataSource");
  }

  private static BackendInfo info(Connection connection, boolean readers) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Set<Capability> capabilities = EnumSet.of(Capability.TRANSACTIONAL_DDL);
    if (readers) {
      capabilities.add(Capability.CONCURRENT_READS);
    }
    return new BackendInfo(
        "sqlite",
        data.getDatabaseProductName(),
        data.getDatabaseProductVersion(),
        data.getDriverName(),
        data.getDriverVersion(),
        SQLDialect.SQLITE,
        capabilities);
  }
}
