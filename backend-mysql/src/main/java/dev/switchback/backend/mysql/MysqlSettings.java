package dev.switchback.backend.mysql;

import dev.switchback.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What every connection is told, by the driver's properties and by its first statement. */
final class MysqlSettings {

  /** Driver and pool count milliseconds in 32 bits: 24 days. */
  private static final Duration LONGEST = Duration.ofDays(20);

  /** What the server takes for a year, its longest wait for a lock on a table. */
  private static final long NO_LIMIT_SECONDS = 31_536_000;

  /** Strict; and names in double quotes and texts joined by bars are what they are elsewhere. */
  private static final String STRICT =
      "ANSI_QUOTES,PIPES_AS_CONCAT,ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
          + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

  private MysqlSettings() {}

  /** The URL as the driver knows it. */
  static String url(DatabaseConfig config) {
    return config.url().orElseThrow().replaceFirst("^jdbc:mariadb:", "jdbc:mysql:");
  }

  static Properties driver(DatabaseConfig config) {
    Properties properties = new Properties();
    config.user().ifPresent(user -> properties.setProperty("user", user));
    config.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("connectTimeout", String.valueOf(millis(config.connectTimeout())));
    // A statement prepared on the server keeps the types of its first values: a text that is bound
    // where a number was becomes 0. So values are written into the text, by the driver.
    properties.setProperty("useServerPrepStmts", "false");
    properties.setProperty("cachePrepStmts", "true");
    properties.setProperty("prepStmtCacheSize", "256");
    properties.setProperty("prepStmtCacheSqlLimit", "8192");
    properties.setProperty("cacheServerConfiguration", "false");
    // An upsert then tells whether it wrote, and an UPDATE tells what it matched in words.
    properties.setProperty("useAffectedRows", "true");
    // The engine's own statements and the driver's must not be two in one.
    properties.setProperty("allowMultiQueries", "false");
    properties.setProperty("rewriteBatchedStatements", "false");
    properties.setProperty("characterEncoding", "UTF-8");
    // Before the driver looks at the mode of the session, on which its quoting depends.
    properties.setProperty("sessionVariables", "sql_mode='" + STRICT + "'");
    // A stream sends nothing for as long as nobody reads it; the session is told for good.
    properties.setProperty("netTimeoutForStreamingResults", "0");
    properties.setProperty("tinyInt1isBit", "true");
    properties.setProperty("transformedBitIsBoolean", "true");
    properties.setProperty("yearIsDateType", "false");
    // Files of this machine are nobody's; a load has a stream of its own.
    properties.setProperty("allowLoadLocalInfile", "false");
    properties.setProperty("allowUrlInLocalInfile", "false");
    return properties;
  }

  /** A connection of its own. */
  static Connection connect(DatabaseConfig config) throws SQLException {
    return config.dataSource().isPresent()
        ? config.dataSource().get().getConnection()
        : DriverManager.getConnection(url(config), driver(config));
  }

  /** A duration as milliseconds of 32 bits, as the driver and the pool keep them. */
  static long millis(Duration duration) {
    return atMost(LONGEST, duration).toMillis();
  }

  private static Duration atMost(Duration most, Duration duration) {
    return duration.compareTo(most) > 0 ? most : duration;
  }

  /** The session as the portable rules need it, whatever the server has set. */
  static String session(DatabaseConfig config, Flavour flavour) {
    return needed(config, flavour).entrySet().stream()
        .map(setting -> setting.getKey() + " = " + setting.getValue())
        .collect(
            Collectors.joining(
                ", ", "set names utf8mb4 collate " + flavour.collation() + ", ", ""));
  }

  /** The same, by the names of the variables; the values are SQL. */
  static Map<String, String> needed(DatabaseConfig config, Flavour flavour) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("sql_mode", "'" + STRICT + "'");
    settings.put("time_zone", "'+00:00'");
    settings.put(flavour.transactionPrefix() + "_isolation", "'READ-COMMITTED'");
    settings.put(flavour.transactionPrefix() + "_read_only", "0");
    String seconds = String.valueOf(lockSeconds(config.lockTimeout()));
    settings.put("innodb_lock_wait_timeout", seconds);
    settings.put("lock_wait_timeout", seconds);
    settings.put("group_concat_max_len", "4294967295");
    settings.put("net_write_timeout", "28800");
    settings.put("foreign_key_checks", "1");
    settings.put("unique_checks", "1");
    settings.put("sql_auto_is_null", "0");
    settings.put("sql_safe_updates", "0");
    settings.put("completion_type", "0");
    settings.put("lc_messages", "'en_US'"); // its errors and counts are read
    settings.put(flavour.runtimeLimit(), "0");
    settings.put(flavour.recursionLimit(), "4294967295");
    return settings;
  }

  /** A limit as the server takes it, in whole seconds: never earlier than it is meant. */
  static long lockSeconds(Duration limit) {
    if (limit.isZero()) {
      return NO_LIMIT_SECONDS;
    }
    return Math.max(
        1, Math.min(NO_LIMIT_SECONDS, atMost(LONGEST, limit).plusMillis(999).toSeconds()));
  }
}
