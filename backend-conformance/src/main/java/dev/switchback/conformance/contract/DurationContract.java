package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits of every length that a {@link Duration} can have. */
@Conformance
final class DurationContract {

  /** Shorter than any unit in which a database counts, and yet not zero, which is for ever. */
  private static final Duration TINY = Duration.ofNanos(100_000);

  static Stream<Duration> forEver() {
    return Stream.of(
        ChronoUnit.FOREVER.getDuration(),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofDays(40_000), // more than a long counts of nanoseconds, with today added
        Duration.ofDays(100_000));
  }

  @ParameterizedTest
  @MethodSource("forEver")
  void forEverIsALimitLikeAnother(Duration limit, Fixture fixture) {
    Database db =
        fixture.open(
            config ->
                config
                    .poolSize(2)
                    .queryTimeout(limit)
                    .transactionTimeout(limit)
                    .idleTransactionTimeout(limit)
                    .lockTimeout(limit)
                    .closeGrace(limit)
                    .connectTimeout(limit));
    Items items = Items.create(fixture, db, 1);
    assertThat(
            Await.get(db.with(QueryOptions.defaults().withTimeout(limit)).fetchSingle(selectOne()))
                .value1())
        .isEqualTo(1);
    Await.get(db.execute(items.increment(1)));
    Await.get(db.batch(List.of(items.increment(1), items.increment(1))));
    TransactionOptions options =
        TransactionOptions.defaults()
            .withTimeout(limit)
            .withIdleTimeout(limit)
            .withLockTimeout(limit);
    CompletableFuture<Integer> transaction =
        db.transaction(
            options,
            tx ->
                tx.execute(items.increment(1))
                    .thenCompose(rows -> tx.savepoint(in -> in.execute(items.increment(1))))
                    .thenCompose(rows -> tx.execute(items.increment(1))));
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(6);
    CompletableFuture<?> lasting = db.fetch(fixture.namespace().lasting());
    Await.call(db::close);
    assertThat(lasting).isCompleted();
  }

  @Test
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void aTinyLockTimeoutIsNotForEver(Fixture fixture) throws Exception {
    Database tiny = fixture.open(config -> config.lockTimeout(TINY));
    Database patient = fixture.open(config -> config.lockTimeout(Duration.ZERO));
    Items items = Items.create(fixture, tiny, 1);
    TransactionOptions options = TransactionOptions.defaults().withLockTimeout(TINY);
    try (AutoCloseable lock = fixture.namespace().lock(items.tableName)) {
      assertThat(Await.failure(tiny.execute(items.increment(1))).kind())
          .isIn(ErrorKind.LOCK_TIMEOUT, ErrorKind.BUSY);
      assertThat(
              Await.failure(patient.transaction(options, tx -> tx.execute(items.increment(1))))
                  .kind())
          .isIn(ErrorKind.LOCK_TIMEOUT, ErrorKind.BUSY);
    }
    assertThat(Await.get(tiny.execute(items.increment(1)))).isEqualTo(1);
  }
}
