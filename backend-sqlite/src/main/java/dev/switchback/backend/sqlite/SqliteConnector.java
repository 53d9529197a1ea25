package dev.switchback.backend.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens connections with every setting that SQLite keeps per connection. */
final class SqliteConnector {

  /** Longer waits are the engine's, which can be cancelled; this one cannot. */
  private static final int BUSY_MILLIS = 20;

  private static final int KIBIBYTES_PER_MEGABYTE = 1_024;

  /** Many rows in one INSERT; the driver's own limit is a thousandth of what SQLite takes. */
  private static final int MAX_SQL_BYTES = 1_000_000_000;

  private final String url;
  private final SqliteOptions options;
  private final int cacheKibibytes;

  SqliteConnector(String url, SqliteOptions options, int readers) {
    this.url = url;
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
    SQLiteConfig config = new SQLiteConfig();
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

  /** Turns the write-ahead log on; false where the file system cannot have one. */
  boolean useWriteAheadLog(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet mode = statement.executeQuery("pragma journal_mode = wal")) {
      return mode.next() && mode.getString(1).equalsIgnoreCase("wal");
    }
  }
}
