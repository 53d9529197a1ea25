package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.Proxy.Fault;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Nobody waits any more, but the connection would be kept as long as TCP hopes: for minutes. */
  @ParameterizedTest
  @ValueSource(strings = {"COMMIT", "insert"})
  void aConnectionThatNoLongerAnswersIsReplaced(String silentFrom) throws Exception {
    try (ProxiedDatabase proxied = new ProxiedDatabase();
        Database db = Database.open(proxied.config().poolSize(1).build())) {
      Await.get(db.execute(query("create table things (id int primary key)")));
      proxied.proxy().at(silentFrom, Fault.SILENCE);
      DatabaseException failure =
          Await.failure(
              ErrorKind.TIMEOUT,
              db.transaction(
                  TransactionOptions.defaults().withTimeout(Duration.ofMillis(200)),
                  tx -> tx.execute(query("insert into things values (1)"))));
      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
    }
  }

  @Test
  void soIsThatOfAnAutoCommittedWrite() throws Exception {
    try (ProxiedDatabase proxied = new ProxiedDatabase();
        Database db = Database.open(proxied.config().poolSize(1).build())) {
      Await.get(db.execute(query("create table things (id int primary key)")));
      proxied.proxy().at("insert", Fault.SILENCE);
      DatabaseException failure =
          Await.failure(
              ErrorKind.TIMEOUT,
              db.with(QueryOptions.defaults().withTimeout(Duration.ofMillis(200)))
                  .execute(query("insert into things values (1)")));
      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
    }
  }
}
