package dev.switchback.backend.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** Opens connections with every setting that SQLite keeps per connection. */
final class SqliteConnector {

  /** Longer waits are the engine's, which can be cancelled; this one cannot. */
  private static final int BUSY_MILLIS = 20;

  private static final int KIBIBYTES_PER_MEGABYTE = 1_024;

  private final String url;
  private final Properties settings;
  private final SqliteOptions options;
  private final int cacheKibibytes;

  /** {@code settings} are the driver's; what the engine needs comes before them. */
  SqliteConnector(String url, Properties settings, SqliteOptions options, int readers) {
    this.url = url;
    this.settings = new Properties();
    this.settings.putAll(settings);
    this.settings.remove(SQLiteConfig.Pragma.JOURNAL_MODE.pragmaName);
    this.options = options;
    this.cacheKibibytes = options.cacheMegabytes() * KIBIBYTES_PER_MEGABYTE / (1 + readers);
  }

  Connection openWriter() throws SQLException {
    return open(false);
  }

  Connection openReader() throws SQLException {
    return open(true);
  }

  private Connection open(boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig(settings);
    config.setReadOnly(readOnly);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setSynchronous(
        options.synchronous().equals("full")
            ? SQLiteConfig.SynchronousMode.FULL
            : SQLiteConfig.SynchronousMode.NORMAL);
    config.setCacheSize(-cacheKibibytes);
    // The driver would look for keys after each insert; RETURNING answers those asked for.
    config.setGetGeneratedKeys(false);
    return config.createConnection(url);
  }

  /** The settings of a writing connection once more: what somebody has done to it is not known. */
  boolean restore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!connection.getAutoCommit()) {
        statement.execute("begin"); // the driver commits, and wants something to commit
        connection.setAutoCommit(true);
      }
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      for (String pragma :
          List.of(
              "query_only = 0",
              "foreign_keys = 1",
              "defer_foreign_keys = 0",
              "ignore_check_constraints = 0",
              "recursive_triggers = 0",
              "synchronous = " + options.synchronous(),
              "busy_timeout = " + BUSY_MILLIS,
              "cache_size = " + -cacheKibibytes)) {
        statement.execute("pragma " + pragma);
      }
    }
    return true;
  }

  /** Turns the write-ahead log on; false where the file system cannot have one. */
  boolean useWriteAheadLog(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet mode = statement.executeQuery("pragma journal_mode = wal")) {
      return mode.next() && mode.getString(1).equalsIgnoreCase("wal");
    }
  }
}
