package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.switchback.benchmarks.Contest.Contender;
import dev.switchback.database.Database;
import dev.switchback.database.Load;
import dev.switchback.database.Types;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The tracks of a music library, as a scan finds them: rows of many columns. */
final class TrackLoad {

  private static final int BATCH = 1_000;
  private static final String SQL =
      "insert into bench_library (id, path, title, artist, album, track, duration, size, added,"
          + " plays, hash, missing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final Table<Record> TABLE = table(name("bench_library"));
  private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
  private static final Field<String> PATH = field(name("path"), SQLDataType.VARCHAR);
  private static final Field<String> TITLE = field(name("title"), SQLDataType.VARCHAR);
  private static final Field<String> ARTIST = field(name("artist"), SQLDataType.VARCHAR);
  private static final Field<String> ALBUM = field(name("album"), SQLDataType.VARCHAR);
  private static final Field<Integer> NUMBER = field(name("track"), SQLDataType.INTEGER);
  private static final Field<Double> DURATION = field(name("duration"), SQLDataType.DOUBLE);
  private static final Field<Long> SIZE = field(name("size"), SQLDataType.BIGINT);
  private static final Field<LocalDateTime> ADDED =
      field(name("added"), SQLDataType.LOCALDATETIME(0));
  private static final Field<Integer> PLAYS = field(name("plays"), SQLDataType.INTEGER);
  private static final Field<String> HASH = field(name("hash"), SQLDataType.VARCHAR);
  private static final Field<Boolean> MISSING = field(name("missing"), SQLDataType.BOOLEAN);

  private record Track(
      long id,
      String path,
      String title,
      String artist,
      String album,
      int number,
      double duration,
      long size,
      LocalDateTime added,
      int plays,
      String hash,
      boolean missing) {

    private static final LocalDateTime FIRST = LocalDateTime.of(2020, 1, 1, 0, 0);

    static Track of(int i) {
      return new Track(
          i,
          "/music/artist " + i / 100 + "/album " + i / 16 + "/" + i + ".flac",
          "Track " + i,
          "Artist " + i / 100,
          "Album " + i / 16,
          i % 16,
          i % 300 + 0.5,
          i * 1_000L,
          FIRST.plusSeconds(i),
          i % 7,
          "sha256:" + Integer.toHexString(i * 31).repeat(8),
          i % 50 == 0);
    }
  }

  private TrackLoad() {}

  static void run(Target target, Database database, int operations, int rounds) throws Exception {
    Types types = database.schema().types();
    database
        .schema()
        .apply(
            List.of(
                dropTableIfExists(TABLE),
                createTable(TABLE)
                    .column("id", types.int64().notNull())
                    .column("path", types.text(500).notNull())
                    .column("title", types.text(200))
                    .column("artist", types.text(200))
                    .column("album", types.text(200))
                    .column("track", types.int32())
                    .column("duration", types.float64())
                    .column("size", types.int64())
                    .column("added", types.dateTime(0))
                    .column("plays", types.int32())
                    .column("hash", types.text(100))
                    .column("missing", types.bool())
                    .constraint(constraint().primaryKey("id"))))
        .join();
    List<Track> tracks = IntStream.rangeClosed(1, operations).mapToObj(Track::of).toList();
    try (Connection connection = target.connect()) {
      new Contest(
              target + ": load of twelve columns",
              operations,
              rounds,
              none -> target.clear(connection, "bench_library"))
          .run(
              List.of(
                  new Contender("raw JDBC batch", n -> raw(target, connection, tracks)),
                  new Contender("Switchback load", n -> database.load(load(tracks)).join())));
    }
    database.schema().apply(List.of(dropTableIfExists(TABLE))).join();
  }

  private static Load<Track> load(List<Track> tracks) {
    return Load.into(TABLE, tracks)
        .set(ID, Track::id)
        .set(PATH, Track::path)
        .set(TITLE, Track::title)
        .set(ARTIST, Track::artist)
        .set(ALBUM, Track::album)
        .set(NUMBER, Track::number)
        .set(DURATION, Track::duration)
        .set(SIZE, Track::size)
        .set(ADDED, Track::added)
        .set(PLAYS, Track::plays)
        .set(HASH, Track::hash)
        .set(MISSING, Track::missing);
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
