package dev.switchback.conformance.server;

import java.util.Map;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container; a class of its own, because Testcontainers may be absent. */
final class DockerPostgres {

  private static final String DEFAULT_IMAGE = "postgres:18-alpine";

  private DockerPostgres() {}

  @SuppressWarnings("resource") // stopped by the hook, and by Testcontainers' own reaper
  static ServerAddress start() {
    String image = Setting.of("switchback.postgres.image").orElse(DEFAULT_IMAGE);
    PostgreSQLContainer container =
        new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
            .withTmpFs(Map.of("/var/lib/postgresql", "rw"))
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-postgres-container"));
    return new ServerAddress(
        "Docker, " + image,
        container.getJdbcUrl(),
        container.getUsername(),
        container.getPassword());
  }
}
