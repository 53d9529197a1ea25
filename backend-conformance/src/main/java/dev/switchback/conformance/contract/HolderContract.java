package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who waits in vain for a connection is told for whom. */
@Conformance
final class HolderContract {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final Pattern HOLDER = Pattern.compile(" is held by (.*) for (\\d+) ms$");

  @Test
  void aQueryThatTimesOutInTheQueueNamesTheHolderAndItsAge(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    try (Held held = Held.writer(db)) {
      DatabaseException failure =
          Await.failure(
              ErrorKind.TIMEOUT,
              db.with(QueryOptions.defaults().withTimeout(LIMIT)).execute(items.increment(1)));
      assertThat(failure.getMessage()).contains("longer than 200 ms");
      // it was held when the waiter came
      assertThat(age("transaction 'holder'", failure)).isGreaterThanOrEqualTo(LIMIT.toMillis());
    }
  }

  @Test
  void soDoesATransaction(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    try (Held held = Held.writer(db)) {
      DatabaseException failure =
          Await.failure(
              ErrorKind.TIMEOUT,
              db.transaction(
                  TransactionOptions.defaults().withTimeout(LIMIT),
                  tx -> CompletableFuture.completedFuture("never")));
      assertThat(age("transaction 'holder'", failure)).isGreaterThanOrEqualTo(LIMIT.toMillis());
    }
  }

  @Test
  void oneThatIsRefusedByAFullQueueIsToldToo(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queueSize(1));
    Items items = Items.create(fixture, db, 1);
    try (Held held = Held.writer(db)) {
      CompletableFuture<Integer> waiting = db.execute(items.increment(1));
      DatabaseException failure =
          Await.failure(ErrorKind.OVERLOADED, db.execute(items.increment(1)));
      assertThat(age("transaction 'holder'", failure)).isNotNegative();
      held.release();
      assertThat(Await.get(waiting)).isEqualTo(1);
    }
  }

  @Test
  @Requires(Capability.CONCURRENT_READS)
  void ofSeveralTheOldestIsNamed(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<?> oldest =
        db.transaction(
            TransactionOptions.defaults().asReadOnly().withTag("oldest"),
            tx -> {
              begun.complete(true);
              return gate;
            });
    Await.get(begun);
    try (Held other = Held.all(db, 1)) {
      DatabaseException failure =
          Await.failure(
              ErrorKind.TIMEOUT,
              db.with(QueryOptions.defaults().withTimeout(LIMIT)).fetch(selectOne()));
      assertThat(age("transaction 'oldest'", failure)).isGreaterThanOrEqualTo(LIMIT.toMillis());
    }
    gate.complete("done");
    Await.get(oldest);
  }

  @Test
  void oneWithoutATagIsNamedByItsNumber(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Items items = Items.create(fixture, db, 1);
    recorder.clear();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<?> holder =
        db.transaction(
            tx -> {
              begun.complete(true);
              return gate;
            });
    Await.get(begun);
    DatabaseException failure =
        Await.failure(
            ErrorKind.TIMEOUT,
            db.with(QueryOptions.defaults().withTimeout(LIMIT)).execute(items.increment(1)));
    gate.complete("done");
    Await.get(holder);
    assertThat(age("transaction #" + recorder.starts.get(0).id(), failure)).isNotNegative();
  }

  @Test
  @Behaviour(304)
  void listenersAreToldOnceOfAWaitOverTheLimit(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder).waitLimit(LIMIT));
    Items items = Items.create(fixture, db, 1);
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    try (Held held = Held.writer(db)) {
      recorder.clear();
      for (String tag : List.of("first", "second")) {
        waiting.add(db.with(QueryOptions.defaults().withTag(tag)).execute(items.increment(1)));
      }
      Await.until("both are told", () -> recorder.waits.size() >= 2);
      // one more look at the queue, at least
      waiting.add(db.with(QueryOptions.defaults().withTag("third")).execute(items.increment(1)));
      Await.until("the third is told", () -> recorder.waits.size() >= 3);
    }
    assertThat(Await.all(waiting)).containsOnly(1);
    assertThat(recorder.waits)
        .extracting(wait -> wait.start().tag())
        .containsExactly("first", "second", "third");
    assertThat(recorder.waits)
        .allSatisfy(
            wait -> {
              assertThat(wait.waited()).isGreaterThanOrEqualTo(LIMIT);
              assertThat(wait.held()).isGreaterThanOrEqualTo(LIMIT);
              assertThat(wait.holder()).extracting(UnitStart::tag).isEqualTo("holder");
              assertThat(db.stats().lanes()).extracting(LaneStats::name).contains(wait.lane());
            });
  }

  @Test
  void nobodyIsToldOfWaitsWithoutALimit(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db =
        fixture.open(config -> config.poolSize(1).listener(recorder).waitLimit(Duration.ZERO));
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Integer> waiting;
    try (Held held = Held.writer(db)) {
      waiting = db.execute(items.increment(1));
      Await.failure(
          ErrorKind.TIMEOUT,
          db.with(QueryOptions.defaults().withTimeout(LIMIT)).execute(items.increment(1)));
    }
    Await.get(waiting);
    assertThat(recorder.waits).isEmpty();
  }

  private static long age(String holder, DatabaseException failure) {
    Matcher matcher = HOLDER.matcher(String.valueOf(failure.getMessage()));
    assertThat(matcher.find()).as(failure.getMessage()).isTrue();
    assertThat(matcher.group(1)).isEqualTo(holder);
    return Long.parseLong(matcher.group(2));
  }
}
