package dev.switchback.conformance.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** PostgreSQL from binaries in a Maven artifact; a class of its own, because it may be absent. */
final class EmbeddedPostgresServer {

  private static final String USER = "postgres";

  private EmbeddedPostgresServer() {}

  @SuppressWarnings("resource") // stopped by its own shutdown hook
  static ServerAddress start() throws IOException, SQLException {
    Path data = Files.createTempDirectory("switchback-postgres-");
    Orphans.guard(data);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(true)
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "200")
            // nothing here outlives the run, so nothing need survive a power cut
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("synchronous_commit", "off")
            .setPGStartupWait(Duration.ofSeconds(30))
            .start();
    ServerAddress address =
        new ServerAddress(
            "binaries from Maven",
            server.getJdbcUrl(USER, "postgres"),
            USER,
            UUID.randomUUID().toString());
    requirePassword(server, data, address.password());
    return address;
  }

  /** It starts trusting everybody; but a wrong password must be refused, as the contract says. */
  private static void requirePassword(EmbeddedPostgres server, Path data, String password)
      throws SQLException, IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role " + USER + " password '" + password + "'");
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
    }
  }
}
