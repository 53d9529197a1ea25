package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import dev.switchback.database.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server, or the network before it, that is there and no longer answers. */
final class FrozenServerTest {

  @Test
  void closingEndsAllTheSame() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Proxy proxy = new Proxy(address(namespace.config().build()))) {
      Database db = Database.open(through(proxy, namespace.config().build()));
      CompletableFuture<Boolean> begun = new CompletableFuture<>();
      CompletableFuture<Object> transaction =
          db.transaction(
              tx ->
                  tx.fetch(selectOne())
                      .thenCompose(
                          rows -> {
                            begun.complete(true);
                            return new CompletableFuture<>();
                          }));
      Await.get(begun);
      CompletableFuture<?> running = db.fetch(namespace.endless("frozen"));
      Await.until("the server runs it", () -> namespace.sessions().running("frozen"));
      proxy.freeze();
      CompletableFuture<?> queued = db.fetch(selectOne());
      CompletableFuture<Void> closed = db.closeAsync();
      Await.failure(ErrorKind.CLOSED, running);
      Await.failure(ErrorKind.CLOSED, transaction);
      Await.failure(ErrorKind.CLOSED, queued);
      Await.get(closed);
      assertThat(Await.get(db.ping())).isFalse();
    }
  }

  private static URI address(DatabaseConfig config) {
    return URI.create(config.url().orElseThrow().substring("jdbc:".length()));
  }

  private static DatabaseConfig through(Proxy proxy, DatabaseConfig config) {
    String url =
        config.url().orElseThrow().replaceFirst("//[^/]+/", "//127.0.0.1:" + proxy.port() + "/");
    DatabaseConfigBuilder builder =
        DatabaseConfig.builder(url).poolSize(2).closeGrace(Duration.ofMillis(100));
    config.user().ifPresent(user -> builder.credentials(user, config.password().orElse("")));
    return builder.build();
  }
}
