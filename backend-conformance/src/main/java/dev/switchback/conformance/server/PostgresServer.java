package dev.switchback.conformance.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server of this run, started once a JVM and gone with it. Looked for in this order:
 *
 * <ol>
 *   <li>a server that the caller gives: system property {@code switchback.postgres.url} (or {@code
 *       SWITCHBACK_POSTGRES_URL} in the environment), with {@code …user} and {@code …password}; the
 *       user must be allowed to create databases;
 *   <li>Docker, if a daemon answers; the image is {@code switchback.postgres.image};
 *   <li>the server's binaries from Maven, on a free port of the loopback interface.
 * </ol>
 */
public final class PostgresServer {

  private static @Nullable PostgresServer instance;
  private static @Nullable ServerUnavailable failure;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final ServerAddress address;

  private PostgresServer(ServerAddress address) {
    this.address = address;
  }

  /** The server, started on the first call. A failure is remembered: it is not tried again. */
  public static synchronized PostgresServer get() throws ServerUnavailable {
    if (failure != null) {
      throw failure;
    }
    if (instance == null) {
      try {
        instance = new PostgresServer(find());
      } catch (ServerUnavailable e) {
        failure = e;
        throw e;
      }
    }
    return instance;
  }

  private static ServerAddress find() throws ServerUnavailable {
    Optional<String> given = Setting.of("switchback.postgres.url");
    if (given.isPresent()) {
      return given(given.get()); // a wish that cannot be met is not replaced by another server
    }
    List<String> reasons = new ArrayList<>();
    Optional<String> noDocker = Docker.unavailable();
    if (noDocker.isPresent()) {
      reasons.add(noDocker.get());
    } else {
      try {
        return DockerPostgres.start();
      } catch (Exception | LinkageError e) {
        reasons.add("Docker: " + e);
      }
    }
    try {
      return EmbeddedPostgresServer.start();
    } catch (Exception | LinkageError e) {
      reasons.add("binaries from Maven: " + e);
    }
    throw new ServerUnavailable(
        "no PostgreSQL server ("
            + String.join("; ", reasons)
            + "). Start Docker, or name a server with -Dswitchback.postgres.url=jdbc:postgresql://…");
  }

  private static ServerAddress given(String url) throws ServerUnavailable {
    ServerAddress address =
        new ServerAddress(
            "given server",
            url,
            Setting.of("switchback.postgres.user").orElse(""),
            Setting.of("switchback.postgres.password").orElse(""));
    try (Connection connection = address.connect(url)) {
      return address;
    } catch (SQLException e) {
      throw new ServerUnavailable(
          "the PostgreSQL server of switchback.postgres.url does not answer ("
              + e.getMessage()
              + "). Correct or remove that setting",
          e);
    }
  }

  /** Creates an empty database and returns its name. */
  public String createDatabase() throws SQLException {
    String name =
        "switchback_"
            + ProcessHandle.current().pid() // a given server may serve several runs at once
            + "_"
            + DATABASES.incrementAndGet();
    administer("create database " + name + " template template0 encoding 'UTF8'");
    return name;
  }

  /** Drops a database, with whatever is still connected to it. */
  public void dropDatabase(String name) throws SQLException {
    administer("drop database if exists " + name + " with (force)");
  }

  private void administer(String sql) throws SQLException {
    try (Connection connection = address.connect(address.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The JDBC URL of one of its databases, without credentials unless they were given in it. */
  public String url(String database) {
    return address.urlOf(database);
  }

  /** The user who owns the databases; empty if the URL says it. */
  public String user() {
    return address.user();
  }

  /** That user's password; empty if the URL says it. */
  public String password() {
    return address.password();
  }

  /** A plain JDBC connection to one of its databases: the view from outside. */
  public Connection connect(String database) throws SQLException {
    return address.connect(url(database));
  }

  /** Where the server comes from. */
  @Override
  public String toString() {
    return "PostgreSQL (" + address.origin() + ")";
  }
}
