package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

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
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectQuery;
import org.junit.jupiter.api.Test;

/** Rows as a stream, taken to its end. */
@Conformance
final class StreamContract {

  private static final int MANY = 20_000;

  /** Where each costs the change of a thread; more than are read at once. */
  private static final int FEW = 1_000;

  @Test
  @Behaviour({241, 244})
  void allRowsComeInTheirOrderAndThenTheEnd(Database db) {
    assertThat(Numbers.values(Taker.all(db.stream(Numbers.to(MANY)))))
        .isEqualTo(IntStream.rangeClosed(1, MANY).boxed().toList());
  }

  @Test
  @Behaviour(245)
  void noRowsAreAnEnd(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    assertThat(Taker.all(db.stream(select(items.id).from(items.table)))).isEmpty();
  }

  /** The query would make rows for minutes. */
  @Test
  @Behaviour({241, 242})
  void rowsComeBeforeTheQueryHasEndedAndNoMoreThanAreAskedFor(Database db) {
    Taker<Record1<Integer>> taker = Taker.of(db.stream(Numbers.endless()), 10);
    taker.awaitRows(10);
    taker.request(1);
    taker.awaitRows(11);
    taker.request(2_000);
    taker.awaitRows(2_011);
    assertThat(Numbers.values(taker.rows)).hasSize(2_011).doesNotHaveDuplicates();
    taker.cancel();
  }

  @Test
  @Behaviour({241, 242})
  void theyComeInTheQuerysOrderHoweverTheyAreAskedFor(Database db) {
    Taker<Record1<Integer>> taker = Taker.of(db.stream(Numbers.to(5_000)), 10);
    taker.awaitRows(10);
    taker.request(1);
    taker.awaitRows(11);
    taker.request(2_000);
    taker.awaitRows(2_011);
    assertThat(Numbers.values(taker.rows))
        .isEqualTo(IntStream.rangeClosed(1, 2_011).boxed().toList());
    taker.cancel();
  }

  /** As a consumer does that works elsewhere, and asks for one when it has done one. */
  @Test
  @Behaviour(243)
  void aSubscriberMayAskForOneAfterTheOtherFromOtherThreads(Database db) {
    Taker<Record1<Integer>> taker =
        Taker.of(
            db.stream(Numbers.to(FEW)),
            1,
            (row, self) -> CompletableFuture.runAsync(() -> self.request(1)));
    taker.awaitEnd();
    assertThat(taker.rows).hasSize(FEW);
  }

  @Test
  void aSubscriberMayAskForMoreFromOnNext(Database db) {
    Taker<Record1<Integer>> taker =
        Taker.of(db.stream(Numbers.to(MANY)), 1, (row, self) -> self.request(1));
    taker.awaitEnd();
    assertThat(taker.rows).hasSize(MANY);
  }

  @Test
  void signalsComeOneAfterTheOtherFromTheCompletionExecutor(Fixture fixture) {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService executor =
        Executors.newCachedThreadPool(task -> new Thread(task, "completion"));
    try {
      Database db = fixture.open(config -> config.completionExecutor(executor));
      Taker<Record1<Integer>> taker =
          Taker.of(
              db.stream(Numbers.to(FEW)),
              1,
              (row, self) -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                threads.add(Thread.currentThread().getName());
                CompletableFuture.runAsync(() -> self.request(2));
                inside.decrementAndGet();
              });
      taker.awaitEnd();
      assertThat(taker.rows).hasSize(FEW);
      assertThat(most).hasValue(1);
      assertThat(threads).containsExactly("completion");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void eachSubscriptionRunsTheQuery(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    Flow.Publisher<Record1<Integer>> ids = db.stream(select(items.id).from(items.table));
    assertThat(Taker.all(ids)).hasSize(2);
    Await.get(db.execute(items.insert(3, "new")));
    assertThat(Taker.all(ids)).hasSize(3);
  }

  @Test
  void theQueryIsThatOfTheCall(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    SelectQuery<Record1<Integer>> query = select(items.id).from(items.table).getQuery();
    Flow.Publisher<Record1<Integer>> all = db.stream(query);
    query.addConditions(items.id.eq(1));
    assertThat(Taker.all(all)).hasSize(3);
  }

  @Test
  void preparedQueriesAreStreamedWithTheirValues(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 5);
    PreparedQuery<Record1<Integer>> above =
        db.prepare(
            select(items.id)
                .from(items.table)
                .where(items.id.gt(param("least", Integer.class)))
                .orderBy(items.id));
    assertThat(Numbers.values(Taker.all(db.stream(above.bind("least", 3))))).containsExactly(4, 5);
    assertThat(Numbers.values(Taker.all(db.stream(above.bind("least", 4))))).containsExactly(5);
    Taker.of(db.stream(above), 1).failure(ErrorKind.ILLEGAL_USE);
  }

  @Test
  void aQueryThatCannotBeRenderedFailsEachSubscriber(Database db) {
    Flow.Publisher<?> refused = db.stream(select(field(name("n".repeat(64)))));
    Taker.of(refused, 0).failure(ErrorKind.ILLEGAL_VALUE);
    Taker.of(refused, 1).failure(ErrorKind.ILLEGAL_VALUE);
  }

  @Test
  void theDatabasesErrorFailsTheStream(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Taker<?> taker = Taker.of(db.stream(selectOne().from(table(name("nowhere")))), 1);
    assertThat(taker.failure(ErrorKind.NO_SUCH_TABLE).sql()).contains("nowhere");
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }

  @Test
  void anErrorAfterManyRowsFailsTheStreamAndGivesTheConnectionBack(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Field<Integer> fragile =
        Numbers.N.convertFrom(
            n -> {
              if (n == 5_000) {
                throw new IllegalStateException("not this one");
              }
              return n;
            });
    Taker<?> taker = Taker.of(db.stream(Numbers.to(MANY, fragile)), Long.MAX_VALUE);
    taker.failure(ErrorKind.MAPPING);
    assertThat(taker.rows).hasSizeBetween(1, 4_999);
    assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
  }

  @Test
  void aSubscriberIsRequired(Database db) {
    assertThatThrownBy(() -> db.stream(selectOne()).subscribe(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void askingForLessThanOneRowIsAnError(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
      Taker<?> taker = Taker.of(db.stream(Numbers.endless()), 1);
      taker.awaitRows(1);
      taker.request(wrong);
      assertThat(Await.thrown(taker.end())).isInstanceOf(IllegalArgumentException.class);
      assertThat(Await.get(db.fetch(selectOne()))).hasSize(1);
    }
  }

  @Test
  @Behaviour(249)
  @Requires(Capability.CONCURRENT_READS)
  void severalRunAtOnce(Database db) {
    Taker<?> first = Taker.of(db.stream(Numbers.to(MANY)), 1);
    Taker<?> second = Taker.of(db.stream(Numbers.to(MANY)), 1);
    first.awaitRows(1);
    second.awaitRows(1);
    first.request(Long.MAX_VALUE);
    first.awaitEnd();
    second.request(Long.MAX_VALUE);
    second.awaitEnd();
    assertThat(second.rows).hasSize(MANY);
  }

  @Test
  @Behaviour(252)
  @Requires(Capability.CONCURRENT_READS)
  void aWriterNeedNotWaitForItAndIsNotSeenInIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3_000);
    Taker<?> taker = Taker.of(db.stream(select(items.id).from(items.table)), 1);
    taker.awaitRows(1);
    assertThat(Await.get(db.execute(items.insert(3_001, "late")))).isEqualTo(1);
    taker.request(Long.MAX_VALUE);
    taker.awaitEnd();
    assertThat(taker.rows).hasSize(3_000);
  }

  @Test
  void aCallThatWouldWaitForTheStreamFromWhichItIsMadeIsRefused(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (int rows : new int[] {1, MANY}) {
      CompletableFuture<Object> inside = new CompletableFuture<>();
      CompletableFuture<Object> stream = new CompletableFuture<>();
      Taker<?> taker =
          Taker.of(
              db.stream(Numbers.to(rows)),
              Long.MAX_VALUE,
              (row, self) -> {
                if (self.rows.size() == 1) {
                  db.fetch(selectOne()).handle((value, failure) -> inside.complete(failure));
                  Taker.of(db.stream(selectOne()), 1)
                      .end()
                      .handle((value, failure) -> stream.complete(failure));
                }
              });
      CompletableFuture<Integer> afterwards =
          taker.end().thenCompose(end -> db.fetch(selectOne()).thenApply(List::size));
      assertThat(Await.get(afterwards)).isEqualTo(1);
      assertThat(Await.get(inside)).satisfies(refusal(ErrorKind.ILLEGAL_USE));
      assertThat(Await.get(stream)).satisfies(refusal(ErrorKind.ILLEGAL_USE));
      assertThat(taker.rows).hasSize(rows);
    }
  }

  @Test
  @Behaviour(301)
  void listenersHearOfItAsOneUnit(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Taker.all(db.with(QueryOptions.defaults().withTag("numbers")).stream(Numbers.to(3_000)));
    UnitEnd end = recorder.end(UnitKind.STREAM, "numbers");
    assertThat(end.failure()).isNull();
    assertThat(end.rows()).isEqualTo(3_000);
    assertThat(end.ran()).isPositive();
    assertThat(end.decoded()).isPositive();
    assertThat(end.start().sql()).contains("recursive");
    assertThat(recorder.starts).hasSize(1);
    Await.until(
        "the lane has counted it",
        () ->
            db.stats().lanes().stream().mapToLong(LaneStats::finished).sum() == 1
                && db.stats().lanes().stream().allMatch(lane -> lane.active() == 0));
  }

  private static Consumer<Object> refusal(ErrorKind kind) {
    return failure ->
        assertThat(failure)
            .isInstanceOfSatisfying(
                DatabaseException.class, known -> assertThat(known.kind()).isEqualTo(kind));
  }
}
