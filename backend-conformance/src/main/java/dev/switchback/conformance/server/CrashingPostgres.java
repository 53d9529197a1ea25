package dev.switchback.conformance.server;

import dev.switchback.conformance.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that can be killed without warning and started again on its data, as a
 * machine that loses its power. Unlike that of the other tests it keeps what it has acknowledged.
 * It has no password: it holds nothing but what a test has made up.
 */
public final class CrashingPostgres implements AutoCloseable {

  private static final String USER = "postgres";

  private final Path data;
  private EmbeddedPostgres server;

  private CrashingPostgres(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Starts one, from the binaries in a Maven artifact. */
  public static CrashingPostgres start() throws ServerUnavailable {
    try {
      Path data = Files.createTempDirectory("switchback-crashing-");
      Orphans.guard(data);
      return new CrashingPostgres(data, start(data, 0));
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new ServerUnavailable("no PostgreSQL server of its own: " + e, e);
    }
  }

  private static EmbeddedPostgres start(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false) // it is made if it is not there, and kept if it is
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setServerConfig("listen_addresses", "127.0.0.1")
        // the machine goes on, and so does what it has in memory for the disk
        .setServerConfig("fsync", "off")
        .setServerConfig("synchronous_commit", "on")
        .setPGStartupWait(Duration.ofSeconds(30))
        .start();
  }

  /** The JDBC URL of its maintenance database, the same after each start. */
  public String url() {
    return server.getJdbcUrl(USER, "postgres");
  }

  /** Kills all its processes at once. */
  public void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    List<ProcessHandle> processes = new ArrayList<>();
    ProcessHandle.of(pid)
        .ifPresent(
            postmaster -> {
              processes.add(postmaster);
              postmaster.descendants().forEach(processes::add);
            });
    processes.forEach(ProcessHandle::destroyForcibly);
    Await.until("the server is dead", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Starts it again, on the same port, and waits until it has recovered. */
  public void restart() throws IOException {
    int port = server.getPort();
    server.close(); // there is nothing to stop, but it gives its lock back
    server = start(data, port);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
