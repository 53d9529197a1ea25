package dev.switchback.benchmarks;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.switchback.database.Database;
import dev.switchback.database.Load;
import dev.switchback.database.Types;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The tracks of a music library, as a scan finds them: rows of many columns. */
final class TrackTable {

  static final Table<Record> TABLE = table(name("bench_library"));
  static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
  static final Field<String> PATH = field(name("path"), SQLDataType.VARCHAR);
  static final Field<String> TITLE = field(name("title"), SQLDataType.VARCHAR);
  static final Field<String> ARTIST = field(name("artist"), SQLDataType.VARCHAR);
  static final Field<String> ALBUM = field(name("album"), SQLDataType.VARCHAR);
  static final Field<Integer> NUMBER = field(name("track"), SQLDataType.INTEGER);
  static final Field<Double> DURATION = field(name("duration"), SQLDataType.DOUBLE);
  static final Field<Long> SIZE = field(name("size"), SQLDataType.BIGINT);
  static final Field<LocalDateTime> ADDED = field(name("added"), SQLDataType.LOCALDATETIME(0));
  static final Field<Integer> PLAYS = field(name("plays"), SQLDataType.INTEGER);
  static final Field<String> HASH = field(name("hash"), SQLDataType.VARCHAR);
  static final Field<Boolean> MISSING = field(name("missing"), SQLDataType.BOOLEAN);

  static final List<Field<?>> COLUMNS =
      List.of(ID, PATH, TITLE, ARTIST, ALBUM, NUMBER, DURATION, SIZE, ADDED, PLAYS, HASH, MISSING);

  record Track(
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

  private TrackTable() {}

  static List<Track> tracks(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Track::of).toList();
  }

  static void create(Database database) {
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
  }

  static void drop(Database database) {
    database.schema().apply(List.of(dropTableIfExists(TABLE))).join();
  }

  static Load<Track> load(List<Track> tracks) {
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
}
