package dev.switchback.conformance.server;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** MySQL or MariaDB in a container; a class of its own, because Testcontainers may be absent. */
final class DockerMysql {

  private static final int PORT = 3306;

  private DockerMysql() {}

  @SuppressWarnings("resource") // stopped by the hook, and by Testcontainers' own reaper
  static ServerAddress start(MysqlProduct product) {
    String password = UUID.randomUUID().toString();
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(product.image()))
            .withEnv(product.name() + "_ROOT_PASSWORD", password)
            .withEnv(product.name() + "_ROOT_HOST", "%")
            .withTmpFs(Map.of("/var/lib/mysql", "rw"))
            .withCommand(
                "--max-connections=300",
                "--local-infile=ON",
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0")
            .withExposedPorts(PORT)
            // the server that sets itself up answers on no port; the real one says so last
            .waitingFor(
                Wait.forLogMessage(".*ready for connections.*port: 3306.*", 1)
                    .withStartupTimeout(Duration.ofMinutes(2)));
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop-mysql-container"));
    return new ServerAddress(
        "Docker, " + product.image(),
        "jdbc:mysql://"
            + container.getHost()
            + ":"
            + container.getMappedPort(PORT)
            + "/mysql?sslMode=DISABLED&allowPublicKeyRetrieval=true",
        "root",
        password);
  }
}
