package dev.switchback.conformance.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a server listens and who may create databases on it.
 *
 * @param origin where the server comes from, for messages
 * @param url the JDBC URL of its maintenance database
 */
record ServerAddress(String origin, String url, String user, String password) {

  /** The URL of another database of the same server, its parameters kept. */
  String urlOf(String database) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    String parameters = query < 0 ? "" : url.substring(query);
    int slash = path.lastIndexOf('/');
    return path.substring(0, slash + 1) + database + parameters;
  }

  /** A connection that Switchback does not know. */
  Connection connect(String jdbcUrl) throws SQLException {
    Properties properties = new Properties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
      properties.setProperty("password", password);
    }
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  @Override
  public String toString() {
    return origin; // never the password
  }
}
