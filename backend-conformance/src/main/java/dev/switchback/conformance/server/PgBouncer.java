package dev.switchback.conformance.server;

import dev.switchback.conformance.Await;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * PgBouncer in front of the PostgreSQL server of this run, pooling transactions: started once a
 * JVM, and gone with it. It is the program {@code pgbouncer} of the path, or the one that {@code
 * switchback.pgbouncer.program} (or {@code SWITCHBACK_PGBOUNCER_PROGRAM}) names.
 *
 * <p>It hands its connections out in turn, and each has settings that nobody wants: who counts on a
 * session's state finds another's.
 */
public final class PgBouncer {

  private static final int DEFAULT_PORT = 5432;

  /** Ends with this JVM, however that ends: then the other end of its input closes. */
  private static final String SCRIPT =
      """
      exec 3<&0
      "$@" &
      program=$!
      ( cat <&3 > /dev/null; kill -INT $program ) &
      wait $program
      rm -rf "$0"
      """;

  private static @Nullable PgBouncer instance;

  private final PostgresServer server;
  private final int port;

  private PgBouncer(PostgresServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** The pooler, started on the first call. */
  public static synchronized PgBouncer get() throws ServerUnavailable {
    if (instance == null) {
      instance = start(PostgresServer.get());
    }
    return instance;
  }

  private static PgBouncer start(PostgresServer server) throws ServerUnavailable {
    if (server.user().isEmpty()) {
      throw new ServerUnavailable(
          "no PgBouncer: it must be told the server's user and password, which are in the URL");
    }
    String program = Setting.of("switchback.pgbouncer.program").orElse("pgbouncer");
    try {
      int port = freePort();
      Path folder = Files.createTempDirectory("switchback-pgbouncer-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(folder.resolve("users.txt"), users(server));
      Files.writeString(folder.resolve("pgbouncer.ini"), configuration(server, port, folder));
      Process process = launch(program, folder);
      Await.until("PgBouncer listens", () -> !process.isAlive() || listens(port));
      if (!listens(port)) {
        throw new IOException("the program ended with " + process.exitValue());
      }
      return new PgBouncer(server, port);
    } catch (IOException e) {
      throw new ServerUnavailable(
          "no PgBouncer (" + e.getMessage() + "). Install it (Debian: pgbouncer)", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String users(PostgresServer server) {
    return '"' + server.user() + "\" \"" + server.password().replace("\"", "\"\"") + "\"\n";
  }

  private static String configuration(PostgresServer server, int port, Path folder) {
    URI url = URI.create(server.url("postgres").substring("jdbc:".length()));
    return """
        [databases]
        * = host=%s port=%d connect_query='set time zone ''Asia/Tokyo''; set default_transaction_isolation = ''serializable''; set default_transaction_read_only = on; set lock_timeout = 77'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        max_client_conn = 1000
        default_pool_size = 20
        server_round_robin = 1
        ignore_startup_parameters = extra_float_digits
        """
        .formatted(
            url.getHost(),
            url.getPort() < 0 ? DEFAULT_PORT : url.getPort(),
            port,
            folder.resolve("users.txt"));
  }

  private static Process launch(String program, Path folder) throws IOException {
    String file = folder.resolve("pgbouncer.ini").toString();
    return new ProcessBuilder(
            "/bin/sh", "-c", SCRIPT, folder.toString(), program, "-q", "-u", "nobody", file)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** The server behind it. */
  public PostgresServer server() {
    return server;
  }

  /** The JDBC URL that leads to a database of the server by way of it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
