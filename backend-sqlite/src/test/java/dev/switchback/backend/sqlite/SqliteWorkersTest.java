package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import dev.switchback.database.QueryOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/**
 * However many databases there are, their statements run on a few threads; and whatever else they
 * wait for, they do it without one, or without taking another's.
 */
@Timeout(120)
final class SqliteWorkersTest {

  /** As docs/many-databases.md says. */
  private static final int READERS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

  private static final int WRITERS = 2 * READERS;
  private static final int MANY = WRITERS + 4;

  private static final QueryOptions SHORT =
      QueryOptions.defaults().withTimeout(Duration.ofMillis(50));

  @TempDir private Path folder;
  private final List<Database> opened = new ArrayList<>();

  @AfterEach
  void close() {
    List<CompletableFuture<Void>> closed = opened.stream().map(Database::closeAsync).toList();
    Await.all(closed);
  }

  private Database open(DatabaseConfig config) {
    Database db = Database.open(config);
    opened.add(db);
    return db;
  }

  private String url(int number) {
    return "jdbc:sqlite:" + folder.resolve("tenant" + number + ".db");
  }

  private Database file(int number) {
    Database db = open(DatabaseConfig.of(url(number)));
    Notes.create(db);
    return db;
  }

  private List<Database> files(int count) {
    List<Database> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(file(i));
    }
    return files;
  }

  /** Counts who is in it, and lets nobody out before it is opened. */
  private static final class Gate {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    boolean in(Connection connection) throws SQLException {
      Function.create(
          connection.unwrap(SQLiteConnection.class),
          "pass",
          new Function() {
            @Override
            protected void xFunc() throws SQLException {
              pass();
              result(1);
            }
          });
      return true;
    }

    private void pass() {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      await(open);
      inside.decrementAndGet();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * So many databases whose statements really take their time: those in memory, since only they
   * keep a function of ours.
   */
  private List<CompletableFuture<?>> passing(Gate gate) {
    List<Database> databases = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Database db = open(DatabaseConfig.of("jdbc:sqlite::memory:"));
      Await.get(db.withConnection(connection -> gate.in(connection)));
      databases.add(db);
    }
    List<CompletableFuture<?>> slow = new ArrayList<>();
    databases.forEach(db -> slow.add(db.fetch(resultQuery("select pass()"))));
    return slow;
  }

  @Test
  void slowStatementsHaveAFewThreadsAndReadersHaveTheirOwn() {
    Database file = file(0);
    Database closing = file(1);
    Gate gate = new Gate();
    List<CompletableFuture<?>> slow = passing(gate);
    CompletableFuture<Integer> write;
    try {
      Await.until("all places are taken", () -> gate.inside.get() == WRITERS);
      assertThat(Notes.on(file)).isEmpty();
      Await.get(closing.closeAsync());
      write = file.execute(Notes.insert(1));
      Await.failure(ErrorKind.TIMEOUT, file.with(SHORT).execute(Notes.insert(2)));
    } finally {
      gate.open.countDown();
    }
    slow.forEach(Await::get);
    assertThat(Await.get(write)).isEqualTo(1);
    assertThat(Notes.on(file)).containsExactly(1);
    assertThat(gate.most).hasValue(WRITERS);
  }

  @Test
  void readsWithoutEndLeaveWritersTheirThreads() {
    List<Database> files = files(READERS + 1);
    List<CompletableFuture<?>> endless = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      endless.add(files.get(i).fetch(SqliteQueries.endless("m" + i)));
    }
    try {
      Database last = files.get(READERS);
      assertThat(Await.get(last.execute(Notes.insert(1)))).isEqualTo(1);
      Await.get(last.transaction(tx -> tx.execute(Notes.insert(2))));

    } finally {
      endless.forEach(read -> read.cancel(false));
    }
  }

  @Test
  void whoWaitsForAnotherProgramsLockHasNoThread() throws SQLException {
    Database free = file(MANY);
    List<Connection> holders = new ArrayList<>();
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        Database db = open(DatabaseConfig.builder(url(i)).lockTimeout(Duration.ZERO).build());
        Notes.create(db);
        Connection holder = DriverManager.getConnection(url(i));
        holders.add(holder);
        execute(holder, "begin immediate");
        waiting.add(
            i % 2 == 0
                ? db.execute(Notes.insert(1))
                : db.transaction(tx -> tx.execute(Notes.insert(1))));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(Await.get(free.execute(Notes.insert(i)))).isEqualTo(1);
      }
      Database hasty =
          open(DatabaseConfig.builder(url(0)).lockTimeout(Duration.ofMillis(50)).build());
      Await.failure(ErrorKind.BUSY, hasty.execute(Notes.insert(2)));
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      for (Connection holder : holders) {
        execute(holder, "commit");
      }
      assertThat(Await.all(waiting)).hasSize(MANY).containsOnly(1);
    } finally {
      for (Connection holder : holders) {
        holder.close();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** So many pieces of the application's code, each in its own file, that wait for one another. */
  private List<CompletableFuture<Long>> meeting(
      BiFunction<Database, Runnable, CompletableFuture<Long>> work) {
    List<Database> files = files(MANY);
    Database ledger = file(MANY);
    CountDownLatch together = new CountDownLatch(MANY);
    AtomicInteger ids = new AtomicInteger();
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (Database db : files) {
      Runnable visit =
          () -> {
            together.countDown();
            await(together);
            assertThat(Await.get(ledger.execute(Notes.insert(ids.incrementAndGet())))).isEqualTo(1);
          };
      all.add(work.apply(db, visit));
    }
    for (CompletableFuture<Long> each : all) {
      each.handle((value, failure) -> null).orTimeout(60, TimeUnit.SECONDS).join();
    }
    assertThat(Notes.on(ledger)).hasSize(MANY);
    return all;
  }

  @Test
  void functionsOnConnectionsMayWaitForOtherFiles() {
    List<CompletableFuture<Long>> functions =
        meeting(
            (db, visit) ->
                db.withConnection(
                    connection -> {
                      visit.run();
                      execute(connection, "insert into note values (7)");
                      return 7L;
                    }));
    assertThat(Await.all(functions)).containsOnly(7L);
    opened.subList(0, MANY).forEach(db -> assertThat(Notes.on(db)).containsExactly(7));
  }

  @Test
  void sourcesOfLoadsMayWaitForOtherFiles() {
    List<CompletableFuture<Long>> loads =
        meeting((db, visit) -> db.load(rows(Stream.of(1, 2).peek(id -> visitOnce(id, visit)))));
    assertThat(Await.all(loads)).containsOnly(2L);
    opened.subList(0, MANY).forEach(db -> assertThat(Notes.on(db)).containsExactly(1, 2));
  }

  @Test
  void sourcesThatFailAfterwardsCostNobodyHisThread() {
    List<CompletableFuture<Long>> loads =
        meeting(
            (db, visit) ->
                db.transaction(
                    tx ->
                        tx.load(
                            rows(
                                Stream.of(1, 2)
                                    .peek(
                                        id -> {
                                          visitOnce(id, visit);
                                          throw new IllegalStateException("no more");
                                        })))));
    for (CompletableFuture<Long> load : loads) {
      DatabaseException failure = Await.failure(load);
      assertThat(failure).hasRootCauseMessage("no more");
    }
    Gate gate = new Gate();
    List<CompletableFuture<?>> slow = passing(gate);
    Await.until("all places are taken", () -> gate.inside.get() == WRITERS);
    gate.open.countDown();
    slow.forEach(Await::get);
    assertThat(gate.most).hasValue(WRITERS);
  }

  private static void visitOnce(int id, Runnable visit) {
    if (id == 1) {
      visit.run();
    }
  }

  private static Load<Integer> rows(Stream<Integer> ids) {
    return Load.into(table(name("note")), ids)
        .set(field(name("id"), SQLDataType.INTEGER), id -> id);
  }
}
