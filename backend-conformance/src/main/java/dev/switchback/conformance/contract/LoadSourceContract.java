package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.deleteFrom;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.Load;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The source of a load: code of the application, of which anything can come. */
@Conformance
final class LoadSourceContract {

  private static final int MANY = 30_000;
  private static final Duration LIMIT = Duration.ofMillis(150);

  private static Load<Integer> load(Items items, Stream<Integer> ids) {
    return Load.into(items.table, ids).set(items.id, id -> id).set(items.amount, id -> 0);
  }

  /** Ids from 1, and at that one what the function makes of it. */
  private static Stream<Integer> ids(int count, int odd, IntFunction<Integer> what) {
    return IntStream.rangeClosed(1, count).mapToObj(id -> id == odd ? what.apply(id) : id);
  }

  /** A source that waits at a row until its thread is interrupted, or for ever. */
  private static final class Slow {
    final CountDownLatch reached = new CountDownLatch(1);
    final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    Stream<Integer> ids(int before) {
      return LoadSourceContract.ids(MANY, before + 1, this::waitForEver);
    }

    private Integer waitForEver(int id) {
      reached.countDown();
      try {
        new CountDownLatch(1).await();
        return id;
      } catch (InterruptedException e) {
        interrupted.complete(true);
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /** However slow it is, the caller does not wait for it. */
  @Test
  @Behaviour(237)
  void theSourceIsNotReadInTheCallersThread(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 0);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Load<Integer> load =
        load(items, ids(MANY, 0, id -> id).peek(id -> threads.add(Thread.currentThread())))
            .set(
                items.label,
                id -> {
                  threads.add(Thread.currentThread());
                  return null;
                });
    Await.get(db.load(load));
    assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  @Behaviour({49, 239})
  void aLoadIsCancelledWhileItsSourceWaits(Fixture fixture) throws Exception {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Items items = Items.create(fixture, db, 0);
    Slow slow = new Slow();
    CompletableFuture<Long> loading =
        db.with(QueryOptions.defaults().withTag("slow")).load(load(items, slow.ids(15_000)));
    Await.until("the source waits", () -> slow.reached.getCount() == 0);
    loading.cancel(true);
    assertThat(Await.get(slow.interrupted)).isTrue();
    DatabaseException end = DatabaseException.of(recorder.end(UnitKind.LOAD, "slow").failure());
    assertThat(end.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(items.countOn(db)).isZero();
    assertThat(Await.get(db.load(load(items, Stream.of(1, 2, 3))))).isEqualTo(3);
  }

  @Test
  @Behaviour({52, 239})
  void aLimitEndsALoadWhoseSourceWaits(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 0);
    DatabaseException failure =
        expires(
            (limit, slow) ->
                db.with(QueryOptions.defaults().withTimeout(limit))
                    .load(load(items, slow.ids(11_000))));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(items.countOn(db)).isZero();
  }

  @Test
  @Behaviour({52, 239})
  void theLimitOfItsTransactionEndsItToo(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    expires(
        (limit, slow) ->
            db.transaction(
                TransactionOptions.defaults().withTimeout(limit),
                tx ->
                    tx.execute(items.increment(1))
                        .thenCompose(rows -> tx.load(load(items, slow.ids(100).skip(1))))));
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }

  /** Gives a load ever more time, until that suffices to come to the row at which it waits. */
  private static DatabaseException expires(
      BiFunction<Duration, Slow, CompletableFuture<?>> loading) {
    for (Duration limit = Duration.ofMillis(100); ; limit = limit.multipliedBy(3)) {
      Slow slow = new Slow();
      DatabaseException failure = Await.failure(ErrorKind.TIMEOUT, loading.apply(limit, slow));
      if (slow.reached.getCount() == 0) {
        assertThat(Await.get(slow.interrupted)).isTrue();
        return failure;
      }
      assertThat(limit).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  @Behaviour({49, 239})
  void aSourceThatSwallowsInterruptsIsAskedNoFurther(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    Items items = Items.create(fixture, db, 0);
    CountDownLatch reached = new CountDownLatch(1);
    AtomicInteger pulled = new AtomicInteger();
    Stream<Integer> ids =
        ids(
            MANY,
            5,
            id -> {
              reached.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException swallowed) {
                // as much code does
              }
              return id;
            });
    CompletableFuture<Long> loading =
        db.with(QueryOptions.defaults().withTag("deaf"))
            .load(load(items, ids.peek(id -> pulled.incrementAndGet())));
    Await.until("the source waits", () -> reached.getCount() == 0);
    loading.cancel(true);
    recorder.end(UnitKind.LOAD, "deaf");
    assertThat(pulled).hasValue(5);
  }

  @Test
  @Behaviour({49, 239})
  void aSourceWithoutEndIsLeft(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 0);
    AtomicInteger pulled = new AtomicInteger();
    CompletableFuture<Long> loading =
        db.load(load(items, Stream.generate(pulled::incrementAndGet)));
    Await.until("it is under way", () -> pulled.get() > 25_000);
    loading.cancel(false);
    // the only writer is free again, and so the load has ended
    assertThat(Await.get(db.execute(items.insert(-1, "next")))).isEqualTo(1);
    int end = pulled.get();
    assertThat(items.idsOn(db)).containsExactly(-1);
    assertThat(Await.get(db.execute(items.insert(-2, "next")))).isEqualTo(1);
    assertThat(pulled.get()).isEqualTo(end);
  }

  /** An interrupt that comes when the source has just ended must hit nobody else. */
  @Test
  @Behaviour({43, 45})
  void cancelsAtAnyMomentLeaveTheConnectionClean(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 0);
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Long> loading = db.load(load(items, IntStream.rangeClosed(1, 400).boxed()));
      long until = System.nanoTime() + i * 20_000L;
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      loading.cancel(true);
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Await.get(
          db.load(
              load(
                  items,
                  Stream.of(1_000)
                      .peek(id -> interrupted.complete(Thread.currentThread().isInterrupted())))));
      assertThat(Await.get(interrupted)).isFalse();
      assertThat(items.countOn(db)).isIn(1, 401);
      Await.get(db.execute(deleteFrom(items.table)));
    }
  }

  @Test
  @Behaviour(237)
  void anExceptionOfTheSourceIsTheCause(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 0);
    IllegalStateException mine = new IllegalStateException("mine");
    fails(db, items, mine, ids(MANY, 20_000, id -> raise(mine)));
    fails(db, items, mine, ids(MANY, 1, id -> raise(mine)));
    StackOverflowError deep = new StackOverflowError("deep");
    fails(db, items, deep, ids(MANY, 5, id -> raise(deep)));
    Load<Integer> never =
        Load.<Integer>into(
                items.table,
                () -> {
                  throw mine;
                })
            .set(items.id, id -> 1);
    assertThat(Await.failure(ErrorKind.OTHER, db.load(never)).getCause()).isSameAs(mine);
    DatabaseException named =
        Await.failure(
            ErrorKind.OTHER,
            db.load(load(items, Stream.of(1, 2, 3)).set(items.label, id -> raise(mine))));
    assertThat(named).hasMessageContaining("Row 0 of the load, column label");
    assertThat(named.getCause()).isSameAs(mine);
    assertThat(items.countOn(db)).isZero();
  }

  private static void fails(Database db, Items items, Throwable mine, Stream<Integer> ids) {
    DatabaseException failure = Await.failure(ErrorKind.OTHER, db.load(load(items, ids)));
    assertThat(failure.getCause()).isSameAs(mine);
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(items.countOn(db)).isZero();
  }

  private static <T> T raise(Throwable mine) {
    if (mine instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) mine;
  }

  /**
   * It would wait for the connection that it holds: on some databases always, on others at times.
   */
  @Test
  void aSourceThatCallsItsDatabaseIsToldSoAtOnce(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 3);
    List<Function<Database, CompletableFuture<?>>> calls =
        List.of(
            it -> it.fetch(items.counting()),
            it -> Taker.of(it.stream(items.counting()), 1).end(),
            it -> it.execute(items.increment(1)),
            it -> it.batch(List.of(items.increment(1))),
            it -> it.batch(List.of()),
            it -> it.transaction(tx -> tx.fetch(items.counting())),
            it -> it.load(load(items, Stream.of(7))),
            it -> it.withConnection(connection -> null),
            it -> it.schema().tables());
    for (Function<Database, CompletableFuture<?>> call : calls) {
      List<Throwable> seen = new ArrayList<>();
      assertThat(
              Await.get(
                  db.load(
                      load(
                          items,
                          ids(
                                  10,
                                  10,
                                  id -> {
                                    seen.add(Await.thrown(call.apply(db)));
                                    return 10;
                                  })
                              .skip(3)))))
          .isEqualTo(7);
      assertThat(DatabaseException.of(seen.get(0)).kind()).isEqualTo(ErrorKind.ILLEGAL_USE);
      for (int id = 4; id <= 10; id++) {
        Await.get(db.execute(items.delete(id)));
      }
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }

  @Test
  void aSourceThatCallsItsTransactionDoomsIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Items items = Items.create(fixture, db, 1);
    List<Throwable> seen = new CopyOnWriteArrayList<>();
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.load(
                    load(
                        items,
                        Stream.of(2, 3)
                            .peek(id -> seen.add(Await.thrown(tx.fetch(items.counting()))))
                            .peek(
                                id ->
                                    seen.add(
                                        Await.thrown(
                                            Taker.of(tx.stream(items.counting()), 1).end())))
                            .peek(
                                id ->
                                    seen.add(
                                        Await.thrown(
                                            tx.savepoint(in -> in.fetch(items.counting())))))))));
    assertThat(seen)
        .hasSize(6)
        .allSatisfy(
            failure ->
                assertThat(DatabaseException.of(failure).kind()).isEqualTo(ErrorKind.ILLEGAL_USE));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void anotherDatabaseMayBeReadMeanwhile(Fixture fixture, Database other) {
    Items from = Items.create(fixture, other, 5);
    Database db = fixture.open(config -> config.poolSize(1));
    Items to = Items.create(fixture, db, 0);
    Stream<Integer> ids =
        Stream.of(1, 2, 3, 4, 5)
            .map(id -> Await.get(other.fetchSingle(from.amountOf(id))).value1() + id);
    assertThat(Await.get(db.load(load(to, ids)))).isEqualTo(5);
    // an answer that comes from this very thread
    Database closed = fixture.open(config -> config);
    Await.get(closed.closeAsync());
    Stream<Integer> more =
        Stream.of(6).peek(id -> Await.failure(ErrorKind.CLOSED, closed.fetch(from.counting())));
    assertThat(Await.get(db.load(load(to, more)))).isEqualTo(1);
  }

  /** What is opened in a source must be closed, however the load ends. */
  @Test
  void theSourceIsClosedOnceHoweverTheLoadEnds(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).queueSize(1));
    Items items = Items.create(fixture, db, 0);
    closed(ids -> Await.get(db.load(load(items, ids))));
    closed(ids -> Await.failure(ErrorKind.UNIQUE, db.load(load(items, ids))));
    closed(
        ids ->
            Await.failure(
                ErrorKind.OTHER, db.load(load(items, ids.peek(id -> raise(new Error("mine")))))));
    closed(ids -> Await.failure(ErrorKind.ILLEGAL_USE, db.load(Load.into(items.table, ids))));
    closed(
        ids ->
            Await.failure(
                ErrorKind.READ_ONLY,
                db.with(QueryOptions.defaults().read()).load(load(items, ids))));
    closed(
        ids ->
            Await.failure(
                ErrorKind.TRANSACTION_ROLLED_BACK,
                db.transaction(
                    tx ->
                        tx.execute(items.insert(1, "again"))
                            .handle((rows, failure) -> 0)
                            .thenCompose(rows -> tx.load(load(items, ids))))));
    Slow slow = new Slow();
    CompletableFuture<Long> running = db.load(load(items, slow.ids(0)));
    Await.until("the only writer is busy", () -> slow.reached.getCount() == 0);
    closed(ids -> db.load(load(items, ids)).cancel(true));
    closed(
        ids ->
            Await.failure(
                ErrorKind.TIMEOUT,
                db.with(QueryOptions.defaults().withTimeout(LIMIT)).load(load(items, ids))));
    CompletableFuture<Long> waiting = db.load(load(items, Stream.of(77)));
    closed(ids -> Await.failure(ErrorKind.OVERLOADED, db.load(load(items, ids))));
    running.cancel(true);
    Await.get(waiting);
    Await.get(db.closeAsync());
    closed(ids -> Await.failure(ErrorKind.CLOSED, db.load(load(items, ids))));
  }

  private static void closed(Consumer<Stream<Integer>> loading) {
    AtomicInteger closes = new AtomicInteger();
    loading.accept(IntStream.rangeClosed(1, 5).boxed().onClose(closes::incrementAndGet));
    Await.until("the source is closed", () -> closes.get() > 0);
    assertThat(closes).hasValue(1);
  }

  @Test
  void aSourceThatCannotBeClosedFailsTheLoad(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 0);
    IllegalStateException mine = new IllegalStateException("mine");
    Stream<Integer> ids = Stream.of(1, 2).onClose(() -> raise(mine));
    assertThat(Await.failure(ErrorKind.OTHER, db.load(load(items, ids))).getCause()).isSameAs(mine);
    assertThat(items.countOn(db)).isZero();
  }

  /** Both a sequence and a resource, as many things are that read a file. */
  private record Feed(List<Integer> ids, AtomicBoolean closed)
      implements Iterable<Integer>, AutoCloseable {
    @Override
    public Iterator<Integer> iterator() {
      return ids.iterator();
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @Test
  void whateverCanBeClosedIsClosed(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 0);
    Feed feed = new Feed(List.of(1, 2, 3), new AtomicBoolean());
    Await.get(
        db.load(Load.into(items.table, feed).set(items.id, id -> id).set(items.amount, id -> 0)));
    assertThat(feed.closed()).isTrue();
    assertThat(items.countOn(db)).isEqualTo(3);
  }

  @Test
  @Behaviour({237, 239})
  void progressIsToldWhileTheSourceIsStillRead(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 0);
    Slow slow = new Slow();
    List<Long> told = new CopyOnWriteArrayList<>();
    CompletableFuture<Thread> teller = new CompletableFuture<>();
    CompletableFuture<Long> loading =
        db.load(
            load(items, slow.ids(25_000))
                .onProgress(
                    rows -> {
                      told.add(rows);
                      teller.complete(Thread.currentThread());
                      throw new IllegalStateException("not your business");
                    }));
    // of the rows before the one that does not come, all but a part of a block are written
    Await.until("rows are written", () -> !told.isEmpty() && told.get(told.size() - 1) >= 15_000);
    assertThat(Await.get(teller).getName()).doesNotContain("worker");
    assertThat(told)
        .isSorted()
        .doesNotHaveDuplicates()
        .allSatisfy(r -> assertThat(r).isLessThanOrEqualTo(25_000));
    loading.cancel(true);
    assertThat(items.countOn(db)).isZero();
  }

  @Test
  @Behaviour(239)
  void progressReachesTheEnd(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 0);
    List<Long> told = new CopyOnWriteArrayList<>();
    Await.get(db.load(load(items, IntStream.rangeClosed(1, MANY).boxed()).onProgress(told::add)));
    Await.until("the last rows are told", () -> told.contains((long) MANY));
    assertThat(told).isSorted().doesNotHaveDuplicates();
  }

  /** The listener of progress waits for the whole load: that is its own affair. */
  @Test
  void aListenerThatBlocksHoldsNothingUpAndIsNotCalledOnceMore(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 0);
    CompletableFuture<Long> loaded = new CompletableFuture<>();
    List<Long> told = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean twice = new AtomicBoolean();
    long rows =
        Await.get(
            db.load(
                load(items, IntStream.rangeClosed(1, 3 * MANY).boxed())
                    .onProgress(
                        soFar -> {
                          twice.compareAndSet(false, calls.incrementAndGet() > 1);
                          Await.get(loaded);
                          calls.decrementAndGet();
                          told.add(soFar);
                        })));
    loaded.complete(rows);
    Await.until("the last rows are told", () -> told.contains(3L * MANY));
    assertThat(twice).isFalse();
    assertThat(told).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  @Behaviour({49, 239})
  void closingTheDatabaseEndsALoadWhoseSourceWaits(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1).closeGrace(Duration.ofMillis(50)));
    Items items = Items.create(fixture, db, 0);
    Slow slow = new Slow();
    CompletableFuture<Long> loading = db.load(load(items, slow.ids(3)));
    Await.until("the source waits", () -> slow.reached.getCount() == 0);
    Await.get(db.closeAsync());
    assertThat(Await.failure(ErrorKind.CLOSED, loading).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(db.stats().lanes()).extracting(LaneStats::active).containsOnly(0);
  }
}
