package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Giving a handle up runs its stages in the thread that does so, and one of them may block: the
 * work is withdrawn before.
 */
@Conformance
final class CancelStageContract {

  /** The ways to complete a handle from outside. */
  enum Way {
    CANCEL(handle -> handle.cancel(true)),
    COMPLETE(handle -> handle.complete(null)),
    FAIL(handle -> handle.completeExceptionally(new IllegalStateException("mine")));

    private final Consumer<CompletableFuture<?>> call;

    Way(Consumer<CompletableFuture<?>> call) {
      this.call = call;
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aBlockingStageDoesNotKeepTheStatementRunning(Way way, Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<?> handle =
        db.with(QueryOptions.defaults().withTag("victim"))
            .fetch(fixture.namespace().endless(fixture.marker()));
    try (Blocked blocked = new Blocked(handle, way)) {
      UnitEnd end = recorder.end(UnitKind.FETCH, "victim");
      assertThat(end.failure()).isNotNull();
      assertThat(items.idsOn(db)).containsExactly(1);
      assertThat(blocked.done()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aBlockingStageDoesNotKeepTheTransactionOpen(Way way, Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).lockTimeout(Duration.ZERO));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    CompletableFuture<?> handle =
        db.transaction(
            TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO),
            tx ->
                tx.execute(items.increment(1))
                    .thenCompose(
                        rows -> {
                          written.complete(true);
                          return new CompletableFuture<>();
                        }));
    Await.get(written);
    try (Blocked blocked = new Blocked(handle, way)) {
      assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
      assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
      assertThat(blocked.done()).isFalse();
    }
  }

  @Test
  void aStatementWithABlockingStageDoomsItsTransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<CompletableFuture<?>> issued = new CompletableFuture<>();
    CompletableFuture<?> transaction =
        db.transaction(
            TransactionOptions.defaults().withTimeout(Duration.ZERO).withIdleTimeout(Duration.ZERO),
            tx -> {
              tx.execute(items.insert(2, "never"));
              issued.complete(tx.fetch(fixture.namespace().endless(fixture.marker())));
              return CompletableFuture.completedFuture("not awaited");
            });
    try (Blocked blocked = new Blocked(Await.get(issued), Way.CANCEL)) {
      Await.failure(transaction);
      assertThat(items.idsOn(db)).containsExactly(1);
      assertThat(blocked.done()).isFalse();
    }
  }

  /** A handle that is given up by a thread which then hangs in one of its stages. */
  private static final class Blocked implements AutoCloseable {
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final CompletableFuture<Void> returned = new CompletableFuture<>();

    Blocked(CompletableFuture<?> handle, Way way) {
      CompletableFuture<Boolean> inStage = new CompletableFuture<>();
      handle.handle(
          (value, failure) -> {
            inStage.complete(true);
            return gate.join();
          });
      Thread thread =
          new Thread(
              () -> {
                way.call.accept(handle);
                returned.complete(null);
              });
      thread.setDaemon(true);
      thread.start();
      Await.get(inStage);
    }

    boolean done() {
      return returned.isDone();
    }

    @Override
    public void close() {
      gate.complete(null);
      Await.get(returned);
    }
  }
}
