package dev.switchback.backend.postgres;

import dev.switchback.database.DatabaseConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What every connection is told, by the driver's properties and by its first statement. */
final class PostgresSettings {

  /** Server, driver and pool count milliseconds in 32 bits: 24 days. */
  private static final Duration LONGEST = Duration.ofDays(20);

  private PostgresSettings() {}

  static Properties driver(DatabaseConfig config) {
    Properties properties = new Properties();
    config.user().ifPresent(user -> properties.setProperty("user", user));
    config.password().ifPresent(password -> properties.setProperty("password", password));
    String seconds = String.valueOf(wholeSeconds(config.connectTimeout()));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    // The server's details quote the values of a failed statement.
    properties.setProperty("logServerErrorDetail", "false");
    if (!config.url().orElseThrow().contains("ApplicationName=")) {
      properties.setProperty("ApplicationName", "switchback");
    }
    return properties;
  }

  /** The driver knows no less than a second. */
  private static long wholeSeconds(Duration duration) {
    return Math.max(1, atMost(LONGEST, duration).plusMillis(999).toSeconds());
  }

  /** A duration as milliseconds of 32 bits, as the driver and the pool keep them. */
  static long millis(Duration duration) {
    return atMost(LONGEST, duration).toMillis();
  }

  private static Duration atMost(Duration most, Duration duration) {
    return duration.compareTo(most) > 0 ? most : duration;
  }

  /** The session as the portable rules need it, whatever server, role or database have set. */
  static String session(DatabaseConfig config) {
    return needed(config).entrySet().stream()
        .map(setting -> "set " + setting.getKey() + " = '" + setting.getValue() + "'")
        .collect(Collectors.joining("; "));
  }

  /** The same, by the names of the settings. */
  static Map<String, String> needed(DatabaseConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("TimeZone", "UTC");
    settings.put("default_transaction_isolation", "read committed");
    settings.put("default_transaction_read_only", "off");
    settings.put("standard_conforming_strings", "on");
    settings.put("lock_timeout", String.valueOf(lockMillis(config.lockTimeout())));
    return settings;
  }

  /** A limit as the server takes it: 0 is none, so a tiny one must not become 0. */
  static long lockMillis(Duration limit) {
    if (limit.isZero()) {
      return 0;
    }
    return Math.max(1, millis(limit));
  }
}
