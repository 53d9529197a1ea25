package dev.switchback.backend.postgres;

import dev.switchback.database.DatabaseConfig;
import java.time.Duration;
import java.util.Properties;

/** What the driver is told, and how durations are told to driver, pool and server. */
final class PostgresSettings {

  /** Server, driver and pool count milliseconds in 32 bits: 24 days. */
  private static final Duration LONGEST = Duration.ofDays(20);

  private PostgresSettings() {}

  static Properties driver(DatabaseConfig config, PostgresOptions options) {
    Properties properties = new Properties();
    config.user().ifPresent(user -> properties.setProperty("user", user));
    config.password().ifPresent(password -> properties.setProperty("password", password));
    String seconds = String.valueOf(wholeSeconds(config.connectTimeout()));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    // The server's details quote the values of a failed statement.
    properties.setProperty("logServerErrorDetail", "false");
    if (options.pooled()) {
      // What one of the pooler's connections has prepared, the next one does not know.
      properties.setProperty("prepareThreshold", "0");
    }
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

  /** A limit as the server takes it: 0 is none, so a tiny one must not become 0. */
  static long lockMillis(Duration limit) {
    if (limit.isZero()) {
      return 0;
    }
    return Math.max(1, millis(limit));
  }
}
