package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.LOCALDATETIME;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code lyrics_cache}. Lyrics found; NULL lyrics say that there are none. */
public final class LyricsCacheTable {

  public static final Table<Record> LYRICS_CACHE = table(name("lyrics_cache"));

  public static final Field<Long> ID = field(name("lyrics_cache", "id"), BIGINT);
  public static final Field<String> ARTIST = field(name("lyrics_cache", "artist"), VARCHAR);
  public static final Field<String> TITLE = field(name("lyrics_cache", "title"), VARCHAR);
  public static final Field<String> ALBUM = field(name("lyrics_cache", "album"), VARCHAR);
  public static final Field<String> LYRICS = field(name("lyrics_cache", "lyrics"), VARCHAR);
  public static final Field<String> SOURCE_URL = field(name("lyrics_cache", "source_url"), VARCHAR);

  /** UTC. */
  public static final Field<LocalDateTime> FETCHED_AT =
      field(name("lyrics_cache", "fetched_at"), LOCALDATETIME(0));

  private LyricsCacheTable() {}
}
