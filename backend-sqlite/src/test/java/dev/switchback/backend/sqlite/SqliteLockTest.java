package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jooq.Record1;
import org.jooq.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting for the write lock of a file that somebody else has. */
@Timeout(120)
final class SqliteLockTest {

  private static final Duration LIMIT = Duration.ofMillis(200);

  /** Who has the lock. */
  enum Holder {
    PROCESS,
    OPENING
  }

  /** Everything that needs the lock. */
  enum Write {
    EXECUTE,
    BATCH,
    TRANSACTION,
    SCHEMA;

    CompletableFuture<?> on(Database db) {
      return switch (this) {
        case EXECUTE -> db.execute(Notes.insert(ordinal()));
        case BATCH -> db.batch(List.of(Notes.insert(ordinal())));
        case TRANSACTION -> db.transaction(tx -> tx.execute(Notes.insert(ordinal())));
        case SCHEMA -> Notes.createMore(db);
      };
    }
  }

  private static Map<Holder, LockHolder> holders;

  @TempDir private Path folder;
  private String url;
  private Database db;
  private final List<UnitEnd> ends = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    holders =
        Map.of(Holder.PROCESS, new LockHolder.Program(), Holder.OPENING, new LockHolder.Opening());
  }

  @AfterAll
  static void stop() {
    holders.values().forEach(LockHolder::close);
  }

  @BeforeEach
  void create() {
    url = "jdbc:sqlite:" + folder.resolve("locked.db");
    db = open(config -> config.lockTimeout(Duration.ZERO));
    Notes.create(db);
    ends.clear();
  }

  @AfterEach
  void close() {
    Await.call(db::close);
  }

  private Database open(UnaryOperator<DatabaseConfigBuilder> settings) {
    DatabaseListener recorder =
        new DatabaseListener() {
          @Override
          public void ended(UnitEnd end) {
            ends.add(end);
          }
        };
    return Database.open(settings.apply(DatabaseConfig.builder(url).listener(recorder)).build());
  }

  @ParameterizedTest
  @EnumSource
  void whoWaitsGoesOnWhenTheLockIsFreeAndReadersDoNotWait(Holder who) {
    LockHolder holder = holders.get(who);
    holder.hold(url);
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (Write write : Write.values()) {
      writes.add(write.on(db));
    }
    CompletableFuture<Boolean> inFunction = new CompletableFuture<>();
    try (Database another = open(config -> config.lockTimeout(Duration.ofSeconds(30)))) {
      writes.add(
          another.withConnection(
              connection -> {
                inFunction.complete(true);
                try (Statement statement = connection.createStatement()) {
                  return statement.executeUpdate("insert into note values (3)");
                }
              }));
      Await.get(inFunction);
      goesOnWhenTheLockIsFree(holder, writes);
    }
  }

  private void goesOnWhenTheLockIsFree(LockHolder holder, List<CompletableFuture<?>> writes) {
    assertThat(Notes.on(db)).isEmpty();
    TransactionOptions reading = TransactionOptions.defaults().asReadOnly();
    assertThat(Await.get(db.transaction(reading, tx -> tx.fetch(Notes.all()))).size()).isZero();
    try (Database another = open(config -> config)) {
      assertThat(Notes.on(another)).isEmpty();
    }
    assertThat(writes).noneMatch(CompletableFuture::isDone);
    holder.commit();
    writes.forEach(Await::get);
    assertThat(Notes.on(db)).containsExactly(0, 1, 2, 3, LockHolder.ROW);
    assertThat(Notes.moreExists(db)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void theLockTimeoutEndsTheWaitOfAllWhoWait(Holder who) {
    Duration limit = Duration.ofSeconds(1);
    try (Database impatient = open(config -> config.lockTimeout(limit))) {
      LockHolder holder = holders.get(who);
      holder.hold(url);
      long begun = System.nanoTime();
      List<CompletableFuture<?>> writes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        // one after the other they would take longer than a test may
        writes.add(i % 2 == 0 ? Write.EXECUTE.on(impatient) : Write.TRANSACTION.on(impatient));
      }
      writes.add(Write.BATCH.on(impatient));
      Await.get(
          CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).handle((v, f) -> true));
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(limit.toNanos());
      for (CompletableFuture<?> write : writes) {
        DatabaseException failure = Await.failure(ErrorKind.BUSY, write);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.outcome()).isNotEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContainingAll("Another process", "lock", "1000 ms");
      }
      holder.commit();
      assertThat(Await.get(impatient.execute(Notes.insert(7)))).isEqualTo(1);
      assertThat(Notes.on(db)).containsExactly(7, LockHolder.ROW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDeadlineEndsTheWait(Holder who) {
    try (Database limited =
        open(
            config ->
                config.lockTimeout(Duration.ZERO).queryTimeout(LIMIT).transactionTimeout(LIMIT))) {
      LockHolder holder = holders.get(who);
      holder.hold(url);
      for (Write write : List.of(Write.EXECUTE, Write.BATCH, Write.TRANSACTION)) {
        long begun = System.nanoTime();
        Await.failure(ErrorKind.TIMEOUT, write.on(limited));
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(LIMIT.toNanos());
      }
      holder.commit();
      assertThat(Await.get(limited.execute(Notes.insert(7)))).isEqualTo(1);
      assertThat(Notes.on(db)).containsExactly(7, LockHolder.ROW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCancelEndsTheWait(Holder who) {
    LockHolder holder = holders.get(who);
    holder.hold(url);
    List<CompletableFuture<?>> writes =
        Arrays.stream(Write.values()).<CompletableFuture<?>>map(write -> write.on(db)).toList();
    for (CompletableFuture<?> write : writes) {
      assertThat(write.cancel(true)).isTrue();
    }
    // before the lock is free: else they might still have got it
    Await.until(
        "all have ended",
        () ->
            ends.stream()
                    .filter(
                        end ->
                            end.failure() instanceof DatabaseException failure
                                && failure.kind() == ErrorKind.CANCELLED)
                    .filter(end -> end.start().transaction() == 0)
                    .count()
                == writes.size());
    holder.commit();
    assertThat(Await.get(db.execute(Notes.insert(7)))).isEqualTo(1);
    assertThat(Notes.on(db)).containsExactly(7, LockHolder.ROW);
    assertThat(Notes.moreExists(db)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void closingEndsTheWait(Holder who) {
    Database closing =
        open(config -> config.lockTimeout(Duration.ZERO).closeGrace(Duration.ofMillis(50)));
    LockHolder holder = holders.get(who);
    holder.hold(url);
    List<CompletableFuture<?>> writes =
        Arrays.stream(Write.values())
            .<CompletableFuture<?>>map(write -> write.on(closing))
            .toList();
    Await.call(closing::close);
    writes.forEach(write -> Await.failure(ErrorKind.CLOSED, write));
    holder.commit();
    assertThat(Notes.on(db)).containsExactly(LockHolder.ROW);
  }

  /** Attempts are no units: a slow-query log would fill with them. */
  @Test
  void howeverOftenATransactionTriesToBeginListenersHearOfItOnce() {
    LockHolder holder = holders.get(Holder.OPENING);
    holder.hold(url);
    CompletableFuture<?> begun = Write.TRANSACTION.on(db);
    CompletableFuture<?> cancelled = Write.SCHEMA.on(db);
    try (Database impatient = open(config -> config.lockTimeout(LIMIT))) {
      // while this one fails, the other has tried many times
      Await.failure(ErrorKind.BUSY, Write.EXECUTE.on(impatient));
    }
    assertThat(cancelled.cancel(true)).isTrue();
    holder.commit();
    Await.get(begun);
    assertThat(ends)
        .filteredOn(end -> end.start().kind() == UnitKind.BEGIN)
        .singleElement()
        .satisfies(end -> assertThat(end.ran()).isGreaterThanOrEqualTo(LIMIT))
        .extracting(UnitEnd::failure)
        .isNull();
  }

  /** There, readers wait as well. */
  @Test
  void databasesInMemoryThatShareACacheWaitForEachOther() {
    String memory = "jdbc:sqlite:file:shared?mode=memory&cache=shared";
    try (LockHolder holder = new LockHolder.Opening();
        Database sharing = Database.open(memory)) {
      Notes.create(sharing);
      holder.hold(memory);
      CompletableFuture<Result<Record1<Integer>>> read = sharing.fetch(Notes.all());
      CompletableFuture<?> write = Write.EXECUTE.on(sharing);
      CompletableFuture<?> transaction = Write.TRANSACTION.on(sharing);
      try (Database impatient =
          Database.open(DatabaseConfig.builder(memory).lockTimeout(LIMIT).build())) {
        Await.failure(ErrorKind.BUSY, impatient.fetch(Notes.all()));
        Await.failure(ErrorKind.BUSY, Write.TRANSACTION.on(impatient));
      }
      assertThat(read).isNotDone();
      holder.commit();
      assertThat(Await.get(read)).extracting(Record1::value1).containsExactly(LockHolder.ROW);
      Await.get(write);
      Await.get(transaction);
    }
  }

  @Test
  void whoIsKilledWithTheLockLeavesItToThoseWhoWait() {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    try (LockHolder.Program holder = new LockHolder.Program()) {
      holder.hold(url);
      for (Write write : Write.values()) {
        writes.add(write.on(db));
      }
      assertThat(Notes.on(db)).isEmpty();
      assertThat(writes).noneMatch(CompletableFuture::isDone);
      holder.kill();
      writes.forEach(Await::get);
    }
    assertThat(Notes.on(db)).containsExactly(0, 1, 2);
    assertThat(Notes.moreExists(db)).isTrue();
  }
}
