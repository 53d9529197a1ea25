package dev.switchback.backend.postgres;

import static dev.switchback.backend.postgres.Counters.read;
import static dev.switchback.backend.postgres.Counters.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Isolation;
import dev.switchback.database.Outcome;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each isolation level lets happen, what it refuses, and what a retry makes of that. */
final class PostgresIsolationTest {

  private Counters counters;

  @BeforeEach
  void open() throws Exception {
    counters = new Counters();
  }

  @AfterEach
  void close() throws Exception {
    counters.close();
  }

  private static TransactionOptions at(Isolation isolation, int retries) {
    return TransactionOptions.defaults().withIsolation(isolation).withRetries(retries);
  }

  /** The level's own rule: nothing fails, so that there is nothing to try again. */
  @Test
  void readCommittedLosesAnUpdate() {
    Race race = lostUpdate(at(Isolation.READ_COMMITTED, 5));
    assertThat(Await.get(race.second)).isEqualTo(1);
    assertThat(race.attemptsOfSecond).hasValue(1);
    assertThat(counters.n(1)).isEqualTo(1);
  }

  @Test
  void repeatableReadRefusesTheSecondOne() {
    Race race = lostUpdate(at(Isolation.REPEATABLE_READ, 0));
    DatabaseException failure = Await.failure(ErrorKind.SERIALIZATION, race.second);
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(counters.n(1)).isEqualTo(1);
  }

  @Test
  void withARetryTheSecondOneSeesTheFirst() {
    Race race = lostUpdate(at(Isolation.REPEATABLE_READ, 5));
    assertThat(Await.get(race.second)).isEqualTo(1);
    assertThat(race.attemptsOfSecond).hasValue(2);
    assertThat(counters.n(1)).isEqualTo(2);
  }

  @Test
  void repeatableReadLetsWriteSkewPass() {
    Race race = writeSkew(at(Isolation.REPEATABLE_READ, 5));
    assertThat(Await.get(race.second)).isEqualTo(1);
    assertThat(counters.total()).isEqualTo(2);
  }

  @Test
  void serializableRefusesIt() {
    Race race = writeSkew(at(Isolation.SERIALIZABLE, 0));
    Await.failure(ErrorKind.SERIALIZATION, race.second);
    assertThat(counters.total()).isEqualTo(1);
  }

  @Test
  void withARetryTheSecondOneSeesThatItMustNot() {
    Race race = writeSkew(at(Isolation.SERIALIZABLE, 5));
    assertThat(Await.get(race.second)).isZero();
    assertThat(race.attemptsOfSecond).hasValue(2);
    assertThat(counters.total()).isEqualTo(1);
  }

  /** Both add one to what they have read. */
  private Race lostUpdate(TransactionOptions options) {
    return new Race(options, tx -> read(tx, 1), (tx, who, seen) -> tx.execute(set(1, seen + 1)));
  }

  /** Each sets its own counter, if it has seen that none is set. */
  private Race writeSkew(TransactionOptions options) {
    return new Race(
        options,
        Counters::totalOf,
        (tx, who, seen) ->
            seen == 0 ? tx.execute(set(who, 1)) : CompletableFuture.completedFuture(0));
  }

  /** Changes something, after what it has seen. */
  private interface Writing {
    CompletableFuture<Integer> write(Transaction tx, int who, int seen);
  }

  /** Two transactions: both read, then the first writes and commits, then the second writes. */
  private final class Race {
    final AtomicInteger attemptsOfSecond = new AtomicInteger();
    final CompletableFuture<Integer> second;

    Race(
        TransactionOptions options,
        Function<Transaction, CompletableFuture<Integer>> reading,
        Writing writing) {
      CompletableFuture<Integer> firstHasRead = new CompletableFuture<>();
      CompletableFuture<Integer> secondHasRead = new CompletableFuture<>();
      CompletableFuture<Void> firstGo = new CompletableFuture<>();
      CompletableFuture<Void> secondGo = new CompletableFuture<>();
      CompletableFuture<Integer> first =
          counters.db.transaction(
              options,
              tx ->
                  reading
                      .apply(tx)
                      .whenComplete((seen, failure) -> firstHasRead.complete(seen))
                      .thenCombine(firstGo, (seen, go) -> seen)
                      .thenCompose(seen -> writing.write(tx, 1, seen)));
      second =
          counters.db.transaction(
              options,
              tx -> {
                attemptsOfSecond.incrementAndGet();
                return reading
                    .apply(tx)
                    .whenComplete((seen, failure) -> secondHasRead.complete(seen))
                    .thenCombine(secondGo, (seen, go) -> seen)
                    .thenCompose(seen -> writing.write(tx, 2, seen));
              });
      Await.get(firstHasRead);
      Await.get(secondHasRead);
      firstGo.complete(null);
      assertThat(Await.get(first)).isEqualTo(1);
      secondGo.complete(null);
    }
  }
}
