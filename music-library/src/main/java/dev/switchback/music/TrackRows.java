package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.ADDED_DATE;
import static dev.switchback.music.schema.LibraryTable.ALBUM;
import static dev.switchback.music.schema.LibraryTable.ALBUM_ARTIST;
import static dev.switchback.music.schema.LibraryTable.ARTIST;
import static dev.switchback.music.schema.LibraryTable.CONTENT_HASH;
import static dev.switchback.music.schema.LibraryTable.DATE;
import static dev.switchback.music.schema.LibraryTable.DURATION;
import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILEPATH_HASH;
import static dev.switchback.music.schema.LibraryTable.FILE_INODE;
import static dev.switchback.music.schema.LibraryTable.FILE_MTIME_NS;
import static dev.switchback.music.schema.LibraryTable.FILE_SIZE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LAST_PLAYED;
import static dev.switchback.music.schema.LibraryTable.LAST_SEEN_AT;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static dev.switchback.music.schema.LibraryTable.PLAY_COUNT;
import static dev.switchback.music.schema.LibraryTable.TITLE;
import static dev.switchback.music.schema.LibraryTable.TRACK_NUMBER;
import static dev.switchback.music.schema.LibraryTable.TRACK_TOTAL;
import static org.jooq.impl.DSL.row;

import dev.switchback.music.schema.PathHash;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jspecify.annotations.Nullable;

/** Between {@link Track} and the rows of {@code library}. Columns are always listed by name. */
final class TrackRows {

  static final List<Field<?>> COLUMNS =
      List.of(
          ID,
          FILEPATH,
          TITLE,
          ARTIST,
          ALBUM,
          ALBUM_ARTIST,
          TRACK_NUMBER,
          TRACK_TOTAL,
          DATE,
          DURATION,
          FILE_SIZE,
          FILE_MTIME_NS,
          FILE_INODE,
          CONTENT_HASH,
          ADDED_DATE,
          LAST_PLAYED,
          PLAY_COUNT,
          MISSING,
          LAST_SEEN_AT);

  /** Flags and counts are given although they have defaults: old files may lack those. */
  static final List<Field<?>> INSERTED =
      List.of(
          FILEPATH,
          FILEPATH_HASH,
          TITLE,
          ARTIST,
          ALBUM,
          ALBUM_ARTIST,
          TRACK_NUMBER,
          TRACK_TOTAL,
          DATE,
          DURATION,
          FILE_SIZE,
          FILE_MTIME_NS,
          FILE_INODE,
          CONTENT_HASH,
          ADDED_DATE,
          PLAY_COUNT,
          MISSING);

  private TrackRows() {}

  static RowN inserted(TrackFile file, LocalDateTime now) {
    TrackMetadata m = file.metadata();
    return row(
        Arrays.<@Nullable Object>asList(
            file.path(),
            PathHash.of(file.path()),
            m.title(),
            m.artist(),
            m.album(),
            m.albumArtist(),
            m.trackNumber(),
            m.trackTotal(),
            m.date(),
            m.duration(),
            orZero(m.fileSize()),
            m.fileMtimeNs(),
            m.fileInode(),
            m.contentHash(),
            now,
            0,
            false));
  }

  /** All that comes from the file; what is absent overwrites. */
  static Map<Field<?>, @Nullable Object> replaced(TrackMetadata m) {
    Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
    values.put(TITLE, m.title());
    values.put(ARTIST, m.artist());
    values.put(ALBUM, m.album());
    values.put(ALBUM_ARTIST, m.albumArtist());
    values.put(TRACK_NUMBER, m.trackNumber());
    values.put(TRACK_TOTAL, m.trackTotal());
    values.put(DATE, m.date());
    values.put(DURATION, m.duration());
    values.put(FILE_SIZE, orZero(m.fileSize()));
    values.put(FILE_MTIME_NS, m.fileMtimeNs());
    values.put(FILE_INODE, m.fileInode());
    values.put(CONTENT_HASH, m.contentHash());
    return values;
  }

  static Track track(Record row) {
    return new Track(
        Objects.requireNonNull(row.get(ID)),
        Objects.requireNonNull(row.get(FILEPATH)),
        metadata(row),
        row.get(ADDED_DATE),
        row.get(LAST_PLAYED),
        Objects.requireNonNullElse(row.get(PLAY_COUNT), 0),
        Boolean.TRUE.equals(row.get(MISSING)),
        row.get(LAST_SEEN_AT));
  }

  private static TrackMetadata metadata(Record row) {
    return new TrackMetadata(
        row.get(TITLE),
        row.get(ARTIST),
        row.get(ALBUM),
        row.get(ALBUM_ARTIST),
        row.get(TRACK_NUMBER),
        row.get(TRACK_TOTAL),
        row.get(DATE),
        row.get(DURATION),
        orZero(row.get(FILE_SIZE)),
        row.get(FILE_MTIME_NS),
        row.get(FILE_INODE),
        row.get(CONTENT_HASH));
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
