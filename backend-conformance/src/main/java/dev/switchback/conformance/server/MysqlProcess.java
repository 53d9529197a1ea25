package dev.switchback.conformance.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A server of this run's own, from {@link MysqlBinaries}, on a free port of the loopback. */
final class MysqlProcess {

  private static final String USER = "switchback";
  private static final int SECONDS_TO_START = 60;
  private static final String PID_FILE = "server.pid";

  private MysqlProcess() {}

  static ServerAddress start(MysqlProduct product)
      throws IOException, ServerUnavailable, InterruptedException {
    MysqlBinaries binaries = MysqlBinaries.get(product);
    Path folder = Files.createTempDirectory("switchback-" + product.daemon() + "-");
    Orphans.guard(folder, PID_FILE, "KILL");
    Path data = folder.resolve("data");
    binaries.copyData(data);
    String password = UUID.randomUUID().toString();
    int port = freePort();
    Process server = start(product, binaries, folder, port, password);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder), "stop-server"));
    ServerAddress address =
        new ServerAddress(
            "binaries from Maven",
            "jdbc:mysql://127.0.0.1:"
                + port
                + "/mysql"
                // a server of the test's own, in the same machine
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
            USER,
            password);
    awaitAnswer(product, server, address, folder.resolve("server.log"));
    return address;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process start(
      MysqlProduct product, MysqlBinaries binaries, Path folder, int port, String password)
      throws IOException {
    Path init =
        Files.createFile(
            folder.resolve("init.sql"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        init,
        "create user "
            + USER
            + "@'%' identified by '"
            + password
            + "';\n"
            + "grant all on *.* to "
            + USER
            + "@'%' with grant option;\n"
            + "drop user root@localhost;\n");
    List<String> command = new ArrayList<>(List.of(binaries.daemon(), "--no-defaults"));
    command.addAll(binaries.places(folder.resolve("data")));
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("s"),
            "--pid-file=" + folder.resolve(PID_FILE),
            "--init-file=" + init,
            "--max-connections=300",
            "--local-infile=ON",
            "--skip-log-bin",
            "--skip-name-resolve",
            "--performance-schema=OFF",
            // nothing here outlives the run, so nothing need survive a power cut
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=OFF",
            "--innodb-buffer-pool-size=256M"));
    if (product == MysqlProduct.MYSQL) {
      command.addAll(
          List.of("--mysqlx=OFF", "--innodb-redo-log-capacity=256M", "--secure-file-priv="));
    } else {
      command.addAll(List.of("--skip-slave-start"));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  private static void awaitAnswer(
      MysqlProduct product, Process server, ServerAddress address, Path log)
      throws ServerUnavailable, IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    SQLException last = null;
    while (server.isAlive() && System.nanoTime() < deadline) {
      try (Connection connection = address.connect(address.url())) {
        return;
      } catch (SQLException notYet) {
        last = notYet;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new ServerUnavailable(
        product.title() + " did not start: " + MysqlBinaries.lastLine(log), last);
  }

  /** Without ceremony: nothing that it has is wanted any more. */
  private static void stop(Process server, Path folder) {
    server.destroyForcibly();
    try {
      server.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    MysqlBinaries.delete(folder);
  }
}
