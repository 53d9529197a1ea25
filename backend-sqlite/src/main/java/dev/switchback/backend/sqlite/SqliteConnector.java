package dev.switchback.backend.sqlite;

import dev.switchback.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;

/** Opens connections with every setting that SQLite keeps per connection. */
final class SqliteConnector {

  /** Longer waits are the engine's, which can be cancelled; this one cannot. */
  private static final int BUSY_MILLIS = 2;

  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final int KIBIBYTES_PER_MEGABYTE = 1_024;

  /** Many rows in one INSERT; the driver's own limit is a thousandth of what SQLite takes. */
  private static final int MAX_SQL_BYTES = 1_000_000_000;

  private final String url;
  private final Properties settings;
  private final SqliteOptions options;
  private final Duration connectTimeout;
  private final Duration lockTimeout;
  private final int cacheKibibytes;

  /** {@code settings} are the driver's; what the engine needs comes before them. */
  SqliteConnector(String url, Properties settings, DatabaseConfig config, SqliteOptions options) {
    this.url = url;
    this.settings = new Properties();
    this.settings.putAll(settings);
    this.settings.remove(SQLiteConfig.Pragma.JOURNAL_MODE.pragmaName);
    this.options = options;
    this.connectTimeout = config.connectTimeout();
    this.lockTimeout = config.lockTimeout();
    this.cacheKibibytes =
        options.cacheMegabytes() * KIBIBYTES_PER_MEGABYTE / (1 + config.poolSize());
  }

  /** The first connection: nobody waits for it but the caller. */
  Connection openFirst() throws SQLException {
    return patiently(connectTimeout, () -> open(false));
  }

  Connection openWriter() throws SQLException {
    return patiently(patience(), () -> open(false));
  }

  Connection openReader() throws SQLException {
    return patiently(patience(), () -> open(true));
  }

  /** An operation waits for the connection. */
  private Duration patience() {
    boolean lessForLocks = !lockTimeout.isZero() && lockTimeout.compareTo(connectTimeout) < 0;
    return lessForLocks ? lockTimeout : connectTimeout;
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
    config.setPragma(SQLiteConfig.Pragma.LIMIT_SQL_LENGTH, String.valueOf(MAX_SQL_BYTES));
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
              "ignore_check_constraints = 0",
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
    return patiently(
        connectTimeout,
        () -> {
          try (Statement statement = writer.createStatement();
              ResultSet mode = statement.executeQuery("pragma journal_mode = wal")) {
            return mode.next() && mode.getString(1).equalsIgnoreCase("wal");
          }
        });
  }

  /** Something that looks at the file. */
  @FunctionalInterface
  private interface Look<T> {
    T run() throws SQLException;
  }

  /**
   * Who creates, repairs or closes the file, or turns on its log, has it alone for a moment; and
   * SQLite waits for some of that not even for as long as it was told to.
   */
  private <T> T patiently(Duration patience, Look<T> look) throws SQLException {
    long begun = System.nanoTime();
    while (true) {
      try {
        return look.run();
      } catch (SQLException e) {
        boolean over = patience.compareTo(Duration.ofNanos(System.nanoTime() - begun)) < 0;
        if (over || Thread.currentThread().isInterrupted() || !SqliteErrors.isBusy(e)) {
          throw e;
        }
        LockSupport.parkNanos(BUSY_NANOS);
      }
    }
  }
}
