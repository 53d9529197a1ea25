package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.table;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.database.Database;
import dev.switchback.database.PreparedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jooq.Record;

/** One row each, durable when it is answered, from many callers at once. */
final class Writers {

  private static final String SQL = "insert into bench_track (id, title) values (?, ?)";
  private static final int CALLERS = 64;

  private Writers() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    try (Connection connection = target.connect();
        JdbcFutures one = new JdbcFutures(target, 1);
        JdbcFutures eight = new JdbcFutures(target, 8)) {
      PreparedQuery<Record> insert =
          database.prepare(
              insertInto(table(name("bench_track")))
                  .columns(PointSelect.ID, PointSelect.TITLE)
                  .values(param("id", Long.class), param("title", String.class)));
      LongFunction<CompletableFuture<?>> ours =
          id -> database.execute(insert.bind("id", id).bind("title", "Track " + id));
      new Contest(target + ": " + CALLERS + " durable writers", operations, rounds)
          .run(
              List.of(
                  new Contender(
                      "JDBC behind an executor, 1 connection",
                      n -> write(connection, n, id -> one.submit(c -> insert(c, id)))),
                  new Contender(
                      "JDBC behind an executor, 8 connections",
                      n -> write(connection, n, id -> eight.submit(c -> insert(c, id)))),
                  new Contender("Switchback", n -> write(connection, n, ours))));
    }
  }

  private static int insert(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, id);
      statement.setString(2, "Track " + id);
      return statement.executeUpdate();
    }
  }

  private static void write(
      Connection connection, int operations, LongFunction<CompletableFuture<?>> operation)
      throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from bench_track");
    }
    AtomicLong ids = new AtomicLong();
    PointSelect.inFlight(CALLERS, operations, i -> operation.apply(ids.incrementAndGet()));
  }
}
