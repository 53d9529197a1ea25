package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.server.CrashingPostgres;
import dev.switchback.conformance.server.ServerUnavailable;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.TransactionOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Query;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is killed under load, and started again. */
@Timeout(180)
final class PostgresCrashTest {

  private static final int WRITERS = 12;
  private static final int ROUNDS = 3;
  private static final int WRITES = 100;

  @Test
  void nothingAcknowledgedIsLostAndThePoolHealsByItself() throws Exception {
    try (CrashingPostgres server = start()) {
      execute(server, "create table log (id int primary key)");
      execute(server, "create table pair (id int primary key references log)");
      Database db =
          Database.open(
              DatabaseConfig.builder(server.url())
                  .poolSize(4)
                  .connectTimeout(Duration.ofSeconds(1))
                  .build());
      Load load = new Load(db);
      load.start();
      for (int round = 0; round < ROUNDS; round++) {
        load.awaitWrites();
        int failedBefore = load.failures.size();
        server.kill();
        Await.until("the crash is noticed", () -> load.failures.size() > failedBefore);
        server.restart();
        load.awaitWrites();
      }
      load.stop();
      Await.get(db.closeAsync());
      load.check(ids(server, "log"), ids(server, "pair"));
    }
  }

  private static CrashingPostgres start() throws ServerUnavailable {
    try {
      return CrashingPostgres.start();
    } catch (ServerUnavailable e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw e;
      }
      return Assumptions.abort(e.getMessage());
    }
  }

  private static void execute(CrashingPostgres server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Set<Integer> ids(CrashingPostgres server, String table) throws SQLException {
    Set<Integer> ids = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from " + table)) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  /** Writers, each of which writes one row after the other, in one of three ways. */
  private static final class Load {
    final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    private final Set<Integer> alone = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();
    private final Database db;
    private volatile boolean stopped;

    Load(Database db) {
      this.db = db;
    }

    void start() {
      for (int writer = 0; writer < WRITERS; writer++) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writers.add(done);
        next(writer, done);
      }
    }

    private void next(int writer, CompletableFuture<Void> done) {
      if (stopped) {
        done.complete(null);
        return;
      }
      int id = ids.incrementAndGet();
      write(writer, id)
          .whenComplete(
              (rows, failure) -> {
                if (failure == null) {
                  acknowledged.add(id);
                } else {
                  failures.put(id, failure);
                }
                next(writer, done);
              });
    }

    private CompletableFuture<Integer> write(int writer, int id) {
      return switch (writer % 3) {
        case 0 -> {
          alone.add(id);
          yield db.execute(insert("log", id));
        }
        case 1 -> both(TransactionOptions.defaults(), id);
        default -> both(TransactionOptions.defaults().withRetries(50), id);
      };
    }

    private CompletableFuture<Integer> both(TransactionOptions options, int id) {
      return db.transaction(
          options,
          tx -> tx.execute(insert("log", id)).thenCompose(rows -> tx.execute(insert("pair", id))));
    }

    private static Query insert(String table, int id) {
      return query("insert into " + table + " values (" + id + ")");
    }

    void awaitWrites() {
      int before = acknowledged.size();
      Await.until("writes are acknowledged", () -> acknowledged.size() > before + WRITES);
    }

    void stop() {
      stopped = true;
      writers.forEach(Await::get);
    }

    void check(Set<Integer> log, Set<Integer> pair) {
      assertThat(log).containsAll(acknowledged);
      failures.forEach(
          (id, failure) -> {
            DatabaseException told = DatabaseException.of(failure);
            assertThat(told.kind()).as(told.toString()).isEqualTo(ErrorKind.CONNECTION);
            if (told.outcome() != Outcome.UNKNOWN) {
              assertThat(log).as(told.toString()).doesNotContain(id);
            }
          });
      // of a transaction either both rows are there or none
      log.removeAll(alone);
      assertThat(pair).isEqualTo(log);
    }
  }
}
