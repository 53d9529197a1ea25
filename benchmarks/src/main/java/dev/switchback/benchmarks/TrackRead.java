package dev.switchback.benchmarks;

import static dev.switchback.benchmarks.TrackTable.COLUMNS;
import static dev.switchback.benchmarks.TrackTable.ID;
import static dev.switchback.benchmarks.TrackTable.TABLE;
import static org.jooq.impl.DSL.select;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.benchmarks.TrackTable.Track;
import dev.switchback.database.Database;
import dev.switchback.database.PreparedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** All rows of twelve columns, at once, as a list in the order of their key. */
final class TrackRead {

  private static final String SQL =
      "select id, path, title, artist, album, track, duration, size, added, plays, hash, missing"
          + " from bench_library order by id";

  private TrackRead() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    TrackTable.create(database);
    database.load(TrackTable.load(TrackTable.tracks(operations))).join();
    PreparedQuery<Record> prepared = database.prepare(query());
    try (Connection connection = target.connect()) {
      new Contest(target + ": read of twelve columns", operations, rounds)
          .run(
              List.of(
                  new Contender("raw JDBC into records", n -> check(n, raw(target, connection))),
                  new Contender(
                      "jOOQ",
                      n ->
                          check(
                              n,
                              DSL.using(connection, database.backend().dialect()).fetch(query()))),
                  new Contender(
                      "Switchback fetch, prepared",
                      n -> check(n, database.fetch(prepared).join()))));
    }
    TrackTable.drop(database);
  }

  private static ResultQuery<Record> query() {
    return select(COLUMNS).from(TABLE).orderBy(ID);
  }

  private static void check(int expected, Collection<?> rows) {
    if (rows.size() != expected) {
      throw new IllegalStateException(rows.size() + " rows instead of " + expected);
    }
  }

  private static List<Track> raw(Target target, Connection connection) throws SQLException {
    List<Track> tracks = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SQL);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        tracks.add(
            new Track(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getDouble(7),
                row.getLong(8),
                target.isFile()
                    ? LocalDateTime.parse(row.getString(9).replace(' ', 'T'))
                    : row.getObject(9, LocalDateTime.class),
                row.getInt(10),
                row.getString(11),
                row.getBoolean(12)));
      }
    }
    return tracks;
  }
}
