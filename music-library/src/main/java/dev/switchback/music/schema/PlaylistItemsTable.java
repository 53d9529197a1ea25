package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.LOCALDATETIME;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The table {@code playlist_items}. The tracks of the playlists, each at most once in a playlist.
 */
public final class PlaylistItemsTable {

  public static final Table<Record> PLAYLIST_ITEMS = table(name("playlist_items"));

  public static final Field<Long> ID = field(name("playlist_items", "id"), BIGINT);
  public static final Field<Long> PLAYLIST_ID =
      field(name("playlist_items", "playlist_id"), BIGINT);
  public static final Field<Long> TRACK_ID = field(name("playlist_items", "track_id"), BIGINT);
  public static final Field<Integer> POSITION = field(name("playlist_items", "position"), INTEGER);

  /** UTC. */
  public static final Field<LocalDateTime> ADDED_AT =
      field(name("playlist_items", "added_at"), LOCALDATETIME(0));

  private PlaylistItemsTable() {}
}
