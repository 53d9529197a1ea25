package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that wait share a commit, and nobody notices but the disk. */
final class SqliteGroupCommitTest {

  private static final Table<Record> T = table(name("t"));
  private static final Field<Integer> X = field(name("t", "x"), SQLDataType.INTEGER);

  private final AtomicInteger commits = new AtomicInteger();
  private Database db;

  @BeforeEach
  void open(@TempDir Path folder) {
    DatabaseListener counting =
        new DatabaseListener() {
          @Override
          public void ended(UnitEnd end) {
            if (end.start().kind() == UnitKind.COMMIT && end.failure() == null) {
              commits.incrementAndGet();
            }
          }
        };
    db =
        Database.open(
            DatabaseConfig.builder("jdbc:sqlite:" + folder.resolve("group.db"))
                .listener(counting)
                .build());
    Await.get(db.execute(query("create table t (x integer primary key)")));
    commits.set(0);
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void manyCallersShareFewCommits() {
    int callers = 100;
    int each = 100;
    List<CompletableFuture<Void>> loops = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      CompletableFuture<Void> loop = CompletableFuture.completedFuture(null);
      for (int i = 0; i < each; i++) {
        int x = caller * each + i;
        loop = loop.thenCompose(before -> db.execute(insert(x)).thenAccept(done -> {}));
      }
      loops.add(loop);
    }
    loops.forEach(Await::get);
    assertThat(rows()).hasSize(callers * each);
    assertThat(commits.get()).isBetween(1, callers * each / 4);
  }

  @Test
  void aLoneWriteIsNoGroup() {
    assertThat(Await.get(db.execute(insert(1)))).isEqualTo(1);
    assertThat(commits.get()).isZero();
  }

  @Test
  void oneThatFailsHarmsNoOther() {
    List<CompletableFuture<Integer>> writes =
        queued(
            () -> {
              List<CompletableFuture<Integer>> all = inserts(1, 50);
              all.add(db.execute(insert(7)));
              all.addAll(inserts(51, 99));
              return all;
            });
    DatabaseException failure = Await.failure(ErrorKind.UNIQUE, writes.remove(50));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(Await.all(writes)).hasSize(99).containsOnly(1);
    assertThat(rows()).isEqualTo(IntStream.rangeClosed(1, 99).boxed().toList());
    assertThat(commits.get()).isBetween(1, 25);
  }

  @Test
  void whoeverIsCancelledGoesAloneAndTheOthersArrive() {
    List<CompletableFuture<Integer>> writes =
        queued(
            () -> {
              List<CompletableFuture<Integer>> all = inserts(1, 10);
              all.add(db.execute(endless()));
              all.addAll(inserts(11, 20));
              return all;
            });
    awaitWaiting(10);
    CompletableFuture<Integer> endless = writes.remove(10);
    assertThat(writes).noneMatch(CompletableFuture::isDone);
    assertThat(endless.cancel(true)).isTrue();
    assertThat(Await.all(writes)).hasSize(20).containsOnly(1);
    assertThat(rows()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void whoeverExpiresGoesAloneAndTheOthersArrive() {
    QueryOptions brief = QueryOptions.defaults().withTimeout(Duration.ofMillis(300));
    List<CompletableFuture<Integer>> writes =
        queued(
            () -> {
              List<CompletableFuture<Integer>> all = inserts(1, 10);
              all.add(db.with(brief).execute(endless()));
              all.addAll(inserts(11, 20));
              return all;
            });
    Await.failure(ErrorKind.TIMEOUT, writes.remove(10));
    assertThat(Await.all(writes)).hasSize(20).containsOnly(1);
    assertThat(rows()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  /** It has run, so it can no more be stopped; it is not committed, so nobody knows. */
  @Test
  void whoeverExpiresBeforeTheCommitIsToldThatItIsUnknown() {
    QueryOptions brief = QueryOptions.defaults().withTimeout(Duration.ofMillis(300));
    List<CompletableFuture<Integer>> writes =
        queued(
            () ->
                new ArrayList<>(
                    List.of(
                        db.execute(insert(1)),
                        db.with(brief).execute(insert(2)),
                        db.execute(endless()))));
    DatabaseException expired = Await.failure(ErrorKind.TIMEOUT, writes.get(1));
    assertThat(expired.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(writes.get(0)).isNotDone();
    writes.get(2).cancel(true);
    assertThat(Await.get(writes.get(0))).isEqualTo(1);
    assertThat(rows()).contains(1);
  }

  @Test
  void aConflictThatRollsEverythingBackCostsOnlyItsOwn() {
    Await.get(db.execute(query("create table harsh (x integer unique on conflict rollback)")));
    Query harsh =
        insertInto(table(name("harsh")))
            .columns(field(name("harsh", "x"), SQLDataType.INTEGER))
            .values(1);
    List<CompletableFuture<Integer>> writes =
        queued(
            () -> {
              List<CompletableFuture<Integer>> all = inserts(1, 10);
              all.add(db.execute(harsh));
              all.add(db.execute(harsh));
              all.addAll(inserts(11, 20));
              return all;
            });
    Await.failure(ErrorKind.UNIQUE, writes.remove(11));
    assertThat(Await.all(writes)).hasSize(21).containsOnly(1);
    assertThat(rows()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void aKeyThatIsMissedAtTheCommitCostsOnlyItsOwn() {
    Await.get(
        db.execute(
            query(
                "create table child"
                    + " (x integer references t (x) deferrable initially deferred)")));
    Field<Integer> x = field(name("child", "x"), SQLDataType.INTEGER);
    List<CompletableFuture<Integer>> writes =
        queued(
            () -> {
              List<CompletableFuture<Integer>> all = inserts(1, 10);
              all.add(db.execute(insertInto(table(name("child"))).columns(x).values(999)));
              all.add(db.execute(insertInto(table(name("child"))).columns(x).values(3)));
              all.addAll(inserts(11, 20));
              return all;
            });
    Await.failure(ErrorKind.FOREIGN_KEY, writes.remove(10));
    assertThat(Await.all(writes)).hasSize(21).containsOnly(1);
    assertThat(rows()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void rowsThatAreReturnedAreEachCallersOwn() {
    List<CompletableFuture<Record1<Integer>>> writes =
        queued(
            () ->
                IntStream.rangeClosed(1, 50)
                    .mapToObj(
                        x ->
                            db.fetchSingle(
                                insertInto(T).columns(X).values(x).returningResult(X.times(2))))
                    .toList());
    assertThat(Await.all(writes))
        .extracting(Record1::value1)
        .isEqualTo(IntStream.rangeClosed(1, 50).map(x -> 2 * x).boxed().toList());
    assertThat(commits.get()).isBetween(1, 12);
  }

  /** What the engine cannot see through keeps its place in the queue, and runs alone. */
  @Test
  void plainSqlRunsBetweenTheGroupsInItsPlace() {
    List<CompletableFuture<Integer>> writes =
        queued(
            () -> {
              List<CompletableFuture<Integer>> all = inserts(1, 10);
              all.add(db.execute(query("update t set x = x + 100")));
              all.addAll(inserts(1, 10));
              return all;
            });
    assertThat(Await.all(writes)).hasSize(21);
    assertThat(rows())
        .isEqualTo(
            IntStream.concat(IntStream.rangeClosed(1, 10), IntStream.rangeClosed(101, 110))
                .boxed()
                .toList());
  }

  /** Issues writes while a transaction holds the writer, so that all of them wait together. */
  private <T> T queued(Supplier<T> writes) {
    CompletableFuture<Void> hold = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> holder =
        db.transaction(
            tx -> {
              begun.complete(null);
              return hold;
            });
    Await.get(begun);
    T issued = writes.get();
    commits.set(-1); // the holder's own
    hold.complete(null);
    Await.get(holder);
    return issued;
  }

  private void awaitWaiting(int operations) {
    Await.until(
        operations + " operations wait",
        () ->
            db.stats().lanes().stream()
                .filter(lane -> lane.name().equals("write"))
                .mapToInt(LaneStats::waiting)
                .allMatch(waiting -> waiting == operations));
  }

  private List<CompletableFuture<Integer>> inserts(int from, int to) {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int x = from; x <= to; x++) {
      all.add(db.execute(insert(x)));
    }
    return all;
  }

  private List<Integer> rows() {
    return Await.get(db.fetch(select(X).from(T).orderBy(X))).getValues(X);
  }

  private static Query insert(int x) {
    return insertInto(T).columns(X).values(x);
  }

  /** Counts for ever before it would insert. */
  private static Query endless() {
    return insertInto(T)
        .columns(X)
        .select(
            select(field("n", SQLDataType.INTEGER))
                .from(
                    "(with recursive c(n) as (select 1 union all select (n + 1) % 1000 from c)"
                        + " select count(*) as n from c)"));
  }
}
