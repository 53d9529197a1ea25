package dev.switchback.conformance.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The MySQL or MariaDB server of this run, started once a JVM and gone with it. Looked for in this
 * order:
 *
 * <ol>
 *   <li>a server that the caller gives: system property {@code switchback.mysql.url} or {@code
 *       switchback.mariadb.url} (or {@code SWITCHBACK_MYSQL_URL} and so on in the environment),
 *       with {@code …user} and {@code …password}; the user must be allowed to create databases;
 *   <li>Docker, if a daemon answers; the image is {@code switchback.mysql.image};
 *   <li>the server's binaries ({@code switchback.mysql.version}), which Maven brings when they are
 *       needed, on a free port of the loopback interface.
 * </ol>
 */
public final class MysqlServer {

  private static final Map<MysqlProduct, MysqlServer> INSTANCES = new EnumMap<>(MysqlProduct.class);
  private static final Map<MysqlProduct, ServerUnavailable> FAILURES =
      new EnumMap<>(MysqlProduct.class);

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final MysqlProduct product;
  private final ServerAddress address;

  private MysqlServer(MysqlProduct product, ServerAddress address) {
    this.product = product;
    this.address = address;
  }

  /** The server, started on the first call. A failure is remembered: it is not tried again. */
  public static synchronized MysqlServer get(MysqlProduct product) throws ServerUnavailable {
    ServerUnavailable failure = FAILURES.get(product);
    if (failure != null) {
      throw failure;
    }
    MysqlServer server = INSTANCES.get(product);
    if (server == null) {
      try {
        server = new MysqlServer(product, find(product));
        INSTANCES.put(product, server);
      } catch (ServerUnavailable e) {
        FAILURES.put(product, e);
        throw e;
      }
    }
    return server;
  }

  private static ServerAddress find(MysqlProduct product) throws ServerUnavailable {
    Optional<String> given = product.setting("url");
    if (given.isPresent()) {
      return given(product, given.get()); // not replaced by another server if it does not answer
    }
    List<String> reasons = new ArrayList<>();
    Optional<String> noDocker = Docker.unavailable();
    if (noDocker.isPresent()) {
      reasons.add(noDocker.get());
    } else {
      try {
        return DockerMysql.start(product);
      } catch (Exception | LinkageError e) {
        reasons.add("Docker: " + e);
      }
    }
    try {
      return MysqlProcess.start(product);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reasons.add("interrupted");
    } catch (ServerUnavailable e) {
      reasons.add(String.valueOf(e.getMessage()));
    } catch (Exception e) {
      reasons.add("binaries from Maven: " + e);
    }
    throw new ServerUnavailable(
        "no "
            + product.title()
            + " server ("
            + String.join("; ", reasons)
            + "). Start Docker, or name a server with -D"
            + product.property("url")
            + "=jdbc:mysql://…");
  }

  private static ServerAddress given(MysqlProduct product, String url) throws ServerUnavailable {
    ServerAddress address =
        new ServerAddress(
            "given server",
            url.replaceFirst("^jdbc:mariadb:", "jdbc:mysql:"),
            product.setting("user").orElse(""),
            product.setting("password").orElse(""));
    try (Connection connection = address.connect(address.url())) {
      return address;
    } catch (SQLException e) {
      throw new ServerUnavailable(
          "the server of "
              + product.property("url")
              + " does not answer ("
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
    administer("create database " + name);
    return name;
  }

  /** Drops a database. */
  public void dropDatabase(String name) throws SQLException {
    administer("drop database if exists " + name);
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
    return product.title() + " (" + address.origin() + ")";
  }
}
