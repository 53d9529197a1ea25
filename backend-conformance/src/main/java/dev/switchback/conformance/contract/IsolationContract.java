package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Isolation;
import dev.switchback.database.TransactionOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one transaction sees of others. */
@Conformance
final class IsolationContract {

  private static TransactionOptions at(Isolation isolation) {
    return TransactionOptions.defaults().withIsolation(isolation);
  }

  @Test
  @Behaviour({115, 118})
  @Requires(Capability.CONCURRENT_WRITES)
  void byDefaultEachStatementSeesWhatIsCommitted(Fixture fixture, Database db) {
    assertThat(seenAround(fixture, db, TransactionOptions.defaults())).isEqualTo("0 1");
  }

  @Test
  @Behaviour({116, 118})
  @Requires(Capability.ISOLATION_LEVELS)
  void readCommittedSeesWhatIsCommitted(Fixture fixture, Database db) {
    assertThat(seenAround(fixture, db, at(Isolation.READ_COMMITTED))).isEqualTo("0 1");
  }

  @ParameterizedTest
  @EnumSource(names = {"REPEATABLE_READ", "SERIALIZABLE"})
  @Behaviour({109, 116, 118})
  @Requires(Capability.ISOLATION_LEVELS)
  void aSnapshotStaysAsItWasAndTheLevelIsResetAfterwards(Isolation level, Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    assertThat(seenAround(fixture, db, at(level))).isEqualTo("0 0");
    assertThat(seenAround(fixture, db, TransactionOptions.defaults())).isEqualTo("0 1");
  }

  /** Reads, lets another transaction commit a change, and reads again. */
  private static String seenAround(Fixture fixture, Database db, TransactionOptions options) {
    Items items = Items.create(fixture, db, 1);
    return Await.get(
        db.transaction(
            options,
            tx ->
                tx.fetchSingle(items.amountOf(1))
                    .thenCompose(
                        before ->
                            db.execute(items.increment(1))
                                .thenCompose(rows -> tx.fetchSingle(items.amountOf(1)))
                                .thenApply(after -> before.value1() + " " + after.value1()))));
  }

  @Test
  @Behaviour(119)
  @Requires({Capability.ISOLATION_LEVELS, Capability.CONCURRENT_WRITES})
  void writeSkewFailsExactlyOneSerializableTransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 2);
    CompletableFuture<Void> bothHaveRead = new CompletableFuture<>();
    CompletableFuture<Boolean> firstRead = new CompletableFuture<>();
    CompletableFuture<Boolean> secondRead = new CompletableFuture<>();
    CompletableFuture<Integer> first = skewed(db, items, 1, firstRead, bothHaveRead);
    CompletableFuture<Integer> second = skewed(db, items, 2, secondRead, bothHaveRead);
    Await.get(firstRead);
    Await.get(secondRead);
    bothHaveRead.complete(null);
    List<Throwable> failures =
        Stream.of(first, second)
            .map(each -> Await.get(each.handle((rows, failure) -> Optional.ofNullable(failure))))
            .flatMap(Optional::stream)
            .map(Throwable.class::cast)
            .toList();
    assertThat(failures).hasSize(1);
    DatabaseException failure = DatabaseException.of(failures.get(0));
    assertThat(failure.kind()).isEqualTo(ErrorKind.SERIALIZATION);
    assertThat(failure.isRetryable()).isTrue();
  }

  private static CompletableFuture<Integer> skewed(
      Database db,
      Items items,
      int changed,
      CompletableFuture<Boolean> hasRead,
      CompletableFuture<Void> bothHaveRead) {
    return db.transaction(
        at(Isolation.SERIALIZABLE),
        tx ->
            tx.fetch(select(sum(items.amount)).from(items.table))
                .whenComplete((rows, failure) -> hasRead.complete(true))
                .thenCompose(rows -> bothHaveRead)
                .thenCompose(nothing -> tx.execute(items.increment(changed))));
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_COMMITTED", "REPEATABLE_READ"})
  @Behaviour({20, 117})
  @Requires(absent = Capability.ISOLATION_LEVELS)
  void aLevelThatIsNotThereIsRefusedBeforeAnyWork(Isolation level, Database db) {
    AtomicBoolean began = new AtomicBoolean();
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.transaction(
            at(level),
            tx -> {
              began.set(true);
              return CompletableFuture.completedFuture("work");
            }));
    assertThat(began).isFalse();
  }

  @Test
  @Behaviour(116)
  void serializableIsThereOnEveryBackend(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    assertThat(
            Await.<Integer>get(
                db.transaction(at(Isolation.SERIALIZABLE), tx -> tx.execute(items.increment(1)))))
        .isEqualTo(1);
  }
}
