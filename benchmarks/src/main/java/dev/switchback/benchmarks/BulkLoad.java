package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.database.Database;
import dev.switchback.database.Load;
import dev.switchback.database.TransactionOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Query;

/** Many rows into an empty table, in one transaction. */
final class BulkLoad {

  private static final String SQL = "insert into bench_track (id, title) values (?, ?)";
  private static final int BATCH = 1_000;

  /** Building the statements takes its time, too. */
  private static final TransactionOptions UNHURRIED =
      TransactionOptions.defaults().withIdleTimeout(Duration.ZERO).withTimeout(Duration.ZERO);

  private BulkLoad() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    try (Connection connection = target.connect()) {
      new Contest(target + ": load", operations, rounds)
          .run(
              List.of(
                  new Contender("raw JDBC batch", n -> raw(connection, n)),
                  new Contender("Switchback load", n -> load(database, n)),
                  new Contender("Switchback batch", n -> batch(database, n)),
                  new Contender("Switchback multi-row insert", n -> multiRow(database, n))));
    }
  }

  private static void raw(Connection connection, int rows) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement delete = connection.prepareStatement("delete from bench_track");
        PreparedStatement insert = connection.prepareStatement(SQL)) {
      delete.executeUpdate();
      for (int i = 1; i <= rows; i++) {
        insert.setLong(1, i);
        insert.setString(2, title(i));
        insert.addBatch();
        if (i % BATCH == 0 || i == rows) {
          insert.executeBatch();
        }
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void load(Database database, int rows) {
    database
        .transaction(
            UNHURRIED,
            tx -> {
              tx.execute(deleteFrom(table(name("bench_track"))));
              return tx.load(
                  Load.into(table(name("bench_track")), LongStream.rangeClosed(1, rows).boxed())
                      .set(PointSelect.ID, id -> id)
                      .set(PointSelect.TITLE, id -> title(id.intValue())));
            })
        .join();
  }

  private static void batch(Database database, int rows) {
    database
        .transaction(
            UNHURRIED,
            tx -> {
              tx.execute(deleteFrom(table(name("bench_track"))));
              List<Query> inserts = new ArrayList<>(rows);
              for (int i = 1; i <= rows; i++) {
                inserts.add(
                    insertInto(table(name("bench_track")))
                        .columns(PointSelect.ID, PointSelect.TITLE)
                        .values((long) i, title(i)));
              }
              return tx.batch(inserts);
            })
        .join();
  }

  private static void multiRow(Database database, int rows) {
    database
        .transaction(
            UNHURRIED,
            tx -> {
              tx.execute(deleteFrom(table(name("bench_track"))));
              List<Query> inserts = new ArrayList<>();
              for (int from = 1; from <= rows; from += 100) {
                var insert =
                    insertInto(table(name("bench_track")))
                        .columns(PointSelect.ID, PointSelect.TITLE);
                for (int i = from; i < from + 100 && i <= rows; i++) {
                  insert = insert.values((long) i, title(i));
                }
                inserts.add(insert);
              }
              return tx.batch(inserts);
            })
        .join();
  }

  private static String title(int i) {
    return "Track " + i;
  }
}
