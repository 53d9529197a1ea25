package dev.switchback.benchmarks;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.benchmarks.TrackTable.Track;
import dev.switchback.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Rows of twelve columns into an empty table, in one transaction. */
final class TrackLoad {

  private static final int BATCH = 1_000;
  private static final String SQL =
      "insert into bench_library (id, path, title, artist, album, track, duration, size, added,"
          + " plays, hash, missing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private TrackLoad() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    List<Track> tracks = TrackTable.tracks(operations);
    TrackTable.create(database);
    try (Connection connection = target.connect()) {
      new Contest(
              target + ": load of twelve columns",
              operations,
              rounds,
              none -> target.clear(connection, "bench_library"))
          .run(
              List.of(
                  new Contender("raw JDBC batch", n -> raw(target, connection, tracks)),
                  new Contender(
                      "Switchback load", n -> database.load(TrackTable.load(tracks)).join())));
    }
    TrackTable.drop(database);
  }

  private static void raw(Target target, Connection connection, List<Track> tracks)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(SQL)) {
      int waiting = 0;
      for (Track track : tracks) {
        insert.setLong(1, track.id());
        insert.setString(2, track.path());
        insert.setString(3, track.title());
        insert.setString(4, track.artist());
        insert.setString(5, track.album());
        insert.setInt(6, track.number());
        insert.setDouble(7, track.duration());
        insert.setLong(8, track.size());
        if (target.isFile()) {
          insert.setString(9, track.added().toString().replace('T', ' '));
        } else {
          insert.setObject(9, track.added());
        }
        insert.setInt(10, track.plays());
        insert.setString(11, track.hash());
        insert.setBoolean(12, track.missing());
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
