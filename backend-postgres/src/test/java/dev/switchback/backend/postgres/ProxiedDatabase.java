package dev.switchback.backend.postgres;

import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.conformance.server.Proxy;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.net.InetSocketAddress;
import java.net.URI;

/** A database of its own, behind a network that fails when it is told to. */
final class ProxiedDatabase implements AutoCloseable {

  private static final int DEFAULT_PORT = 5432;

  private final Namespace namespace;
  private final Proxy proxy;

  ProxiedDatabase() throws Exception {
    namespace = new PostgresNamespace(PostgresServer.get());
    URI url =
        URI.create(namespace.config().build().url().orElseThrow().substring("jdbc:".length()));
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    proxy = new Proxy(new InetSocketAddress(url.getHost(), port));
  }

  /** The view from the other side of the network. */
  Namespace namespace() {
    return namespace;
  }

  Proxy proxy() {
    return proxy;
  }

  /** A configuration that leads through the network. */
  DatabaseConfigBuilder config() {
    DatabaseConfig direct = namespace.config().build();
    String url =
        direct.url().orElseThrow().replaceFirst("//[^/]+/", "//127.0.0.1:" + proxy.port() + "/");
    DatabaseConfigBuilder config = DatabaseConfig.builder(url);
    direct.user().ifPresent(user -> config.credentials(user, direct.password().orElse("")));
    return config;
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    namespace.close();
  }
}
