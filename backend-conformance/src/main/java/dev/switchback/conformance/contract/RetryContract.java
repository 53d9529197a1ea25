package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Retries.conflict;
import static dev.switchback.conformance.contract.Retries.onRetry;
import static dev.switchback.conformance.contract.Retries.retries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.Transaction;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that are run again: which, how, and what is told of it. */
@Conformance
final class RetryContract {

  private static final Set<ErrorKind> CONFLICTS =
      Set.of(ErrorKind.SERIALIZATION, ErrorKind.DEADLOCK, ErrorKind.BUSY, ErrorKind.LOCK_TIMEOUT);

  @Test
  @Behaviour(136)
  void theWholeWorkIsRunAgainInANewTransaction(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    List<Transaction> given = new CopyOnWriteArrayList<>();
    CompletableFuture<String> transaction =
        db.transaction(
            retries(5),
            tx -> {
              given.add(tx);
              int attempt = given.size();
              return tx.execute(items.insert(attempt, "attempt"))
                  .thenCompose(
                      rows ->
                          attempt < 3
                              ? CompletableFuture.failedFuture(conflict())
                              : CompletableFuture.completedFuture("third"));
            });
    assertThat(Await.get(transaction)).isEqualTo("third");
    assertThat(items.idsOn(db)).containsExactly(3);
    assertThat(given).hasSize(3).doesNotHaveDuplicates();
    for (Transaction late : given) {
      Await.failure(ErrorKind.TRANSACTION_CLOSED, late.execute(items.insert(9, "late")));
    }
    assertThat(items.idsOn(db)).containsExactly(3);
  }

  @Test
  @Behaviour(136)
  void aStageOfAnEarlierAttemptCannotReachTheLaterOne(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    List<Transaction> given = new CopyOnWriteArrayList<>();
    CompletableFuture<Integer> transaction =
        db.transaction(
            retries(1),
            tx -> {
              given.add(tx);
              if (given.size() == 1) {
                return CompletableFuture.failedFuture(conflict());
              }
              return given
                  .get(0)
                  .execute(items.insert(1, "late"))
                  .handle((rows, failure) -> DatabaseException.of(failure).kind())
                  .thenCompose(
                      kind ->
                          tx.execute(
                              items.insert(kind == ErrorKind.TRANSACTION_CLOSED ? 2 : 3, "")));
            });
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(items.idsOn(db)).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  @Behaviour({136, 137})
  void onlyConflictsAreTriedAgain(ErrorKind kind, Database db) {
    // a lost connection is one as long as it is known that nothing is left of the work
    boolean again = CONFLICTS.contains(kind) || kind == ErrorKind.CONNECTION;
    assertThat(attempts(db, DatabaseException.of(kind, "made here"))).isEqualTo(again ? 3 : 1);
  }

  @Test
  @Behaviour({137, 140})
  void neitherIsWhatMayHaveHappenedNorTheApplicationsOwnFailure(Database db) {
    assertThat(
            attempts(
                db,
                DatabaseException.builder(ErrorKind.CONNECTION, "made here")
                    .outcome(Outcome.UNKNOWN)
                    .build()))
        .isEqualTo(1);
    assertThat(attempts(db, new IllegalStateException("mine"))).isEqualTo(1);
    assertThat(
            attempts(
                db,
                DatabaseException.builder(ErrorKind.MIGRATION, "mine").cause(conflict()).build()))
        .isEqualTo(1);
  }

  @Test
  @Behaviour(136)
  void aConflictThatTheApplicationWrappedIsOneStill(Database db) {
    assertThat(attempts(db, new IllegalStateException("mine", conflict()))).isEqualTo(3);
    assertThat(
            attempts(
                db,
                DatabaseException.builder(ErrorKind.TRANSACTION_ROLLED_BACK, "made here")
                    .cause(conflict())
                    .build()))
        .isEqualTo(3);
  }

  /** How often work with two retries that always fails like that is run. */
  private static int attempts(Database db, RuntimeException failure) {
    AtomicInteger attempts = new AtomicInteger();
    Throwable thrown =
        Await.thrown(
            db.transaction(
                retries(2),
                tx -> {
                  attempts.incrementAndGet();
                  return CompletableFuture.failedFuture(failure);
                }));
    if (!(failure instanceof DatabaseException)) {
      assertThat(thrown).isSameAs(failure);
    }
    return attempts.get();
  }

  @Test
  void withoutRetriesItIsRunOnce(Database db) {
    AtomicInteger attempts = new AtomicInteger();
    DatabaseException mine = conflict();
    assertThat(
            Await.thrown(
                db.transaction(
                    tx -> {
                      attempts.incrementAndGet();
                      throw mine;
                    })))
        .isSameAs(mine);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void whatEndsInARollbackByWishIsNotRunAgain(Database db) {
    AtomicInteger attempts = new AtomicInteger();
    Await.get(
        db.transaction(
            retries(5),
            tx -> {
              tx.setRollbackOnly();
              return CompletableFuture.completedFuture(attempts.incrementAndGet());
            }));
    assertThat(attempts).hasValue(1);
  }

  @Test
  @Behaviour(138)
  void theLastErrorSaysHowManyAttemptsThereWereAndHasTheOthers(Database db) {
    List<DatabaseException> thrown = new CopyOnWriteArrayList<>();
    DatabaseException failure =
        Await.failure(
            ErrorKind.SERIALIZATION,
            db.transaction(
                retries(2),
                tx -> {
                  thrown.add(conflict());
                  throw thrown.get(thrown.size() - 1);
                }));
    assertThat(failure).hasMessage("A conflict of this test (attempt 3 of 3)");
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure).hasCause(thrown.get(2));
    assertThat(failure.getSuppressed()).contains(thrown.get(0), thrown.get(1));
  }

  @Test
  @Behaviour({137, 138})
  void anErrorThatIsNoConflictEndsIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    AtomicInteger attempts = new AtomicInteger();
    DatabaseException failure =
        Await.failure(
            ErrorKind.UNIQUE,
            db.transaction(
                retries(5),
                tx -> {
                  if (attempts.incrementAndGet() == 1) {
                    throw conflict();
                  }
                  return tx.execute(items.insert(1, "again"));
                }));
    assertThat(attempts).hasValue(2);
    assertThat(failure.getMessage()).endsWith("(attempt 2 of 6)");
    assertThat(failure.getSuppressed())
        .anySatisfy(
            earlier ->
                assertThat(DatabaseException.of(earlier).kind())
                    .isEqualTo(ErrorKind.SERIALIZATION));
  }

  @Test
  @Behaviour(141)
  void aSavepointIsNotRunAgainByItself(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    AtomicInteger outer = new AtomicInteger();
    AtomicInteger inner = new AtomicInteger();
    CompletableFuture<Integer> transaction =
        db.transaction(
            retries(5),
            tx -> {
              int attempt = outer.incrementAndGet();
              return tx.execute(items.insert(attempt, "outer"))
                  .thenCompose(
                      rows ->
                          tx.savepoint(
                              savepoint ->
                                  inner.incrementAndGet() == 1
                                      ? CompletableFuture.<Integer>failedFuture(conflict())
                                      : savepoint.execute(items.insert(10 + attempt, "inner"))));
            });
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(outer).hasValue(2);
    assertThat(inner).hasValue(2);
    assertThat(items.idsOn(db)).containsExactly(2, 12);
  }

  @Test
  @Behaviour(141)
  void aConflictInASavepointThatTheWorkHandledIsNone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    AtomicInteger attempts = new AtomicInteger();
    Await.get(
        db.transaction(
            retries(5),
            tx -> {
              attempts.incrementAndGet();
              return tx.savepoint(savepoint -> CompletableFuture.failedFuture(conflict()))
                  .handle((value, failure) -> "handled")
                  .thenCompose(handled -> tx.execute(items.insert(1, "outer")));
            }));
    assertThat(attempts).hasValue(1);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(142)
  void listenersHearOfEachRetry(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    AtomicInteger attempts = new AtomicInteger();
    Await.get(
        db.transaction(
            retries(5),
            tx ->
                attempts.incrementAndGet() < 3
                    ? CompletableFuture.failedFuture(conflict())
                    : CompletableFuture.completedFuture("done")));
    assertThat(recorder.retries).extracting(DatabaseListener.Retry::attempt).containsExactly(1, 2);
    var whole = recorder.end(UnitKind.TRANSACTION, "again");
    assertThat(recorder.retries)
        .allSatisfy(
            retry -> {
              assertThat(retry.start()).isEqualTo(whole.start());
              assertThat(retry.why().kind()).isEqualTo(ErrorKind.SERIALIZATION);
              assertThat(retry.pause()).isPositive();
            });
    assertThat(recorder.ends)
        .extracting(end -> end.start().kind())
        .containsExactly(
            UnitKind.BEGIN,
            UnitKind.ROLLBACK,
            UnitKind.BEGIN,
            UnitKind.ROLLBACK,
            UnitKind.BEGIN,
            UnitKind.COMMIT,
            UnitKind.TRANSACTION);
    assertThat(recorder.ends)
        .filteredOn(end -> end.start().kind() != UnitKind.TRANSACTION)
        .allSatisfy(end -> assertThat(end.start().transaction()).isEqualTo(whole.start().id()));
  }

  @Test
  @Behaviour({60, 136, 296})
  @Requires(hooks = Hook.FOREIGN_LOCK)
  void aLockThatIsInTheWayOnceIsNotInTheSecondAttempt(Fixture fixture) throws Exception {
    CompletableFuture<AutoCloseable> lock = new CompletableFuture<>();
    Recorder recorder = new Recorder();
    Database db =
        fixture.open(
            config ->
                config
                    .lockTimeout(Duration.ofMillis(50))
                    .listener(recorder)
                    .listener(onRetry(() -> release(Await.get(lock)))));
    Items items = Items.create(fixture, db, 1);
    lock.complete(fixture.namespace().lock(items.tableName));
    CompletableFuture<Integer> transaction =
        db.transaction(retries(5), tx -> tx.execute(items.increment(1)));
    assertThat(Await.get(transaction)).isEqualTo(1);
    assertThat(recorder.retries).hasSize(1);
    assertThat(recorder.retries.get(0).why().kind()).isIn(ErrorKind.BUSY, ErrorKind.LOCK_TIMEOUT);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
  }

  private static void release(AutoCloseable lock) {
    try {
      lock.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
