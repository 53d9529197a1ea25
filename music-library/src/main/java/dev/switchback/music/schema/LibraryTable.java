package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.BOOLEAN;
import static org.jooq.impl.SQLDataType.DOUBLE;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.LOCALDATETIME;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The table {@code library}. One row a track. Absent values are NULL; a path may occur more than
 * once, as in old files.
 */
public final class LibraryTable {

  public static final Table<Record> LIBRARY = table(name("library"));

  public static final Field<Long> ID = field(name("library", "id"), BIGINT);
  public static final Field<String> FILEPATH = field(name("library", "filepath"), VARCHAR);
  public static final Field<String> TITLE = field(name("library", "title"), VARCHAR);
  public static final Field<String> ARTIST = field(name("library", "artist"), VARCHAR);
  public static final Field<String> ALBUM = field(name("library", "album"), VARCHAR);
  public static final Field<String> ALBUM_ARTIST = field(name("library", "album_artist"), VARCHAR);
  public static final Field<String> TRACK_NUMBER = field(name("library", "track_number"), VARCHAR);
  public static final Field<String> TRACK_TOTAL = field(name("library", "track_total"), VARCHAR);

  /** A year or a full date, as the tag says. */
  public static final Field<String> DATE = field(name("library", "date"), VARCHAR);

  /** Seconds. */
  public static final Field<Double> DURATION = field(name("library", "duration"), DOUBLE);

  /** Bytes; NULL counts as 0. */
  public static final Field<Long> FILE_SIZE = field(name("library", "file_size"), BIGINT);

  /** Nanoseconds since 1970. */
  public static final Field<Long> FILE_MTIME_NS = field(name("library", "file_mtime_ns"), BIGINT);

  /** UTC. */
  public static final Field<LocalDateTime> ADDED_DATE =
      field(name("library", "added_date"), LOCALDATETIME(0));

  /** UTC. */
  public static final Field<LocalDateTime> LAST_PLAYED =
      field(name("library", "last_played"), LOCALDATETIME(0));

  /** NULL counts as 0. */
  public static final Field<Integer> PLAY_COUNT = field(name("library", "play_count"), INTEGER);

  public static final Field<Boolean> LASTFM_LOVED = field(name("library", "lastfm_loved"), BOOLEAN);

  /** The file was gone at the last scan; NULL counts as false. */
  public static final Field<Boolean> MISSING = field(name("library", "missing"), BOOLEAN);

  /** Seconds since 1970. */
  public static final Field<Long> LAST_SEEN_AT = field(name("library", "last_seen_at"), BIGINT);

  /** The 64 bits of an unsigned inode number. */
  public static final Field<Long> FILE_INODE = field(name("library", "file_inode"), BIGINT);

  /** {@code sha256:} and 64 hexadecimal digits. */
  public static final Field<String> CONTENT_HASH = field(name("library", "content_hash"), VARCHAR);

  /** {@link PathHash} of the path; NULL where another program wrote the row. */
  public static final Field<String> FILEPATH_HASH =
      field(name("library", "filepath_hash"), VARCHAR);

  private LibraryTable() {}
}
