package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.LOCALDATETIME;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code scrobble_queue}. Plays that are not reported yet. */
public final class ScrobbleQueueTable {

  public static final Table<Record> SCROBBLE_QUEUE = table(name("scrobble_queue"));

  public static final Field<Long> ID = field(name("scrobble_queue", "id"), BIGINT);
  public static final Field<String> ARTIST = field(name("scrobble_queue", "artist"), VARCHAR);
  public static final Field<String> TRACK = field(name("scrobble_queue", "track"), VARCHAR);
  public static final Field<String> ALBUM = field(name("scrobble_queue", "album"), VARCHAR);

  /** When it was played, in seconds since 1970. */
  public static final Field<Long> TIMESTAMP = field(name("scrobble_queue", "timestamp"), BIGINT);

  /** UTC. */
  public static final Field<LocalDateTime> CREATED_AT =
      field(name("scrobble_queue", "created_at"), LOCALDATETIME(0));

  public static final Field<Integer> RETRY_COUNT =
      field(name("scrobble_queue", "retry_count"), INTEGER);

  private ScrobbleQueueTable() {}
}
