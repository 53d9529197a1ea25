package dev.switchback.backend.postgres;

import dev.switchback.database.DatabaseConfig;
import java.time.Duration;
import java.util.Properties;

/** What every connection is told, by the driver's properties and by its first statement. */
final class PostgresSettings {

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
    if (!config.url().contains("ApplicationName=")) {
      properties.setProperty("ApplicationName", "switchback");
    }
    return properties;
  }

  /** The driver knows no less than a second. */
  private static long wholeSeconds(Duration duration) {
    return Math.max(1, duration.plusMillis(999).toSeconds());
  }

  /** The session as the portable rules need it, whatever server, role or database have set. */
  static String session(DatabaseConfig config) {
    return "set time zone 'UTC';"
        + " set session characteristics as transaction isolation level read committed, read write;"
        + " set standard_conforming_strings = on;"
        + (" set lock_timeout = " + config.lockTimeout().toMillis());
  }
}
