package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server, or the network before it, that is there and no longer answers. */
final class FrozenServerTest {

  @Test
  void closingEndsAllTheSame() throws Exception {
    try (ProxiedDatabase proxied = new ProxiedDatabase()) {
      Namespace namespace = proxied.namespace();
      Database db =
          Database.open(proxied.config().poolSize(2).closeGrace(Duration.ofMillis(100)).build());
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
      proxied.proxy().freeze();
      CompletableFuture<?> queued = db.fetch(selectOne());
      CompletableFuture<Void> closed = db.closeAsync();
      Await.failure(ErrorKind.CLOSED, running);
      Await.failure(ErrorKind.CLOSED, transaction);
      Await.failure(ErrorKind.CLOSED, queued);
      Await.get(closed);
      assertThat(Await.get(db.ping())).isFalse();
    }
  }
}
