package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.database.Database;
import dev.switchback.database.PreparedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;

/** One row by its key, with one and with many queries in flight. */
final class PointSelect {

  static final Field<Long> ID = field(name("bench_track", "id"), SQLDataType.BIGINT);
  static final Field<String> TITLE = field(name("bench_track", "title"), SQLDataType.VARCHAR);

  private static final String SQL = "select title from bench_track where id = ?";
  private static final int ROWS = 10_000;
  private static final int CONNECTIONS = 8;

  private PointSelect() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    try (Connection connection = target.connect();
        JdbcFutures futures = new JdbcFutures(target, CONNECTIONS)) {
      LongFunction<CompletableFuture<?>> ours =
          id ->
              database.fetchSingle(select(TITLE).from(table(name("bench_track"))).where(ID.eq(id)));
      PreparedQuery<Record1<String>> byId =
          database.prepare(
              select(TITLE).from(table(name("bench_track"))).where(ID.eq(param("id", Long.class))));
      LongFunction<CompletableFuture<?>> prepared = id -> database.fetchSingle(byId.bind("id", id));
      LongFunction<CompletableFuture<?>> theirs =
          id -> futures.submit(connected -> title(connected, id));
      new Contest(target + ": point select, 1 in flight", operations, rounds)
          .run(
              List.of(
                  new Contender("raw JDBC", n -> loop(connection, n)),
                  new Contender("JDBC behind an executor", n -> oneByOne(n, theirs)),
                  new Contender("Switchback, prepared", n -> oneByOne(n, prepared)),
                  new Contender("Switchback, query built each time", n -> oneByOne(n, ours))));
      new Contest(target + ": point select, 64 in flight", operations, rounds)
          .run(
              List.of(
                  new Contender("JDBC behind an executor", n -> inFlight(64, n, theirs)),
                  new Contender("Switchback, prepared", n -> inFlight(64, n, prepared)),
                  new Contender("Switchback, query built each time", n -> inFlight(64, n, ours))));
    }
  }

  private static void loop(Connection connection, int operations) throws SQLException {
    for (int i = 0; i < operations; i++) {
      title(connection, 1 + i % ROWS);
    }
  }

  private static String title(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("No row " + id);
        }
        return row.getString(1);
      }
    }
  }

  private static void oneByOne(int operations, LongFunction<CompletableFuture<?>> operation) {
    for (int i = 0; i < operations; i++) {
      operation.apply(1 + i % ROWS).join();
    }
  }

  static void inFlight(int limit, int operations, LongFunction<CompletableFuture<?>> operation)
      throws Exception {
    Semaphore permits = new Semaphore(limit);
    for (int i = 0; i < operations; i++) {
      permits.acquire();
      operation
          .apply(1 + i % ROWS)
          .whenComplete(
              (row, failure) -> {
                if (failure != null) {
                  failure.printStackTrace();
                }
                permits.release();
              });
    }
    permits.acquire(limit);
  }
}
