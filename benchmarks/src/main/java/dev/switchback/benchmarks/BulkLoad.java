package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.database.Database;
import dev.switchback.database.Load;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;

/** Many rows into an empty table, in one transaction. */
final class BulkLoad {

  private static final String SQL = "insert into bench_track (id, title) values (?, ?)";
  private static final int BATCH = 1_000;
  private static final Table<Record> TABLE = table(name("bench_track"));

  private BulkLoad() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    QueryExecutor unlimited = database.with(QueryOptions.defaults().withTimeout(Duration.ZERO));
    try (Connection connection = target.connect()) {
      new Contest(
              target + ": load of two columns",
              operations,
              rounds,
              none -> target.clear(connection, "bench_track"))
          .run(
              List.of(
                  new Contender("raw JDBC batch", n -> raw(connection, n)),
                  new Contender("Switchback load", n -> load(unlimited, n)),
                  new Contender("Switchback batch", n -> batch(unlimited, n)),
                  new Contender("Switchback multi-row insert", n -> multiRow(unlimited, n))));
    }
  }

  private static void raw(Connection connection, int rows) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(SQL)) {
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

  private static void load(QueryExecutor database, int rows) {
    database
        .load(
            Load.into(TABLE, LongStream.rangeClosed(1, rows).boxed())
                .set(PointSelect.ID, id -> id)
                .set(PointSelect.TITLE, id -> title(id.intValue())))
        .join();
  }

  private static void batch(QueryExecutor database, int rows) {
    List<Query> inserts = new ArrayList<>(rows);
    for (int i = 1; i <= rows; i++) {
      inserts.add(
          insertInto(TABLE).columns(PointSelect.ID, PointSelect.TITLE).values((long) i, title(i)));
    }
    database.batch(inserts).join();
  }

  private static void multiRow(QueryExecutor database, int rows) {
    List<Query> inserts = new ArrayList<>();
    for (int from = 1; from <= rows; from += 100) {
      var insert = insertInto(TABLE).columns(PointSelect.ID, PointSelect.TITLE);
      for (int i = from; i < from + 100 && i <= rows; i++) {
        insert = insert.values((long) i, title(i));
      }
      inserts.add(insert);
    }
    database.batch(inserts).join();
  }

  private static String title(int i) {
    return "Track " + i;
  }
}
