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

/** The table {@code playlists}. One row a playlist. */
public final class PlaylistsTable {

  public static final Table<Record> PLAYLISTS = table(name("playlists"));

  public static final Field<Long> ID = field(name("playlists", "id"), BIGINT);
  public static final Field<String> NAME = field(name("playlists", "name"), VARCHAR);
  public static final Field<Integer> POSITION = field(name("playlists", "position"), INTEGER);

  /** UTC. */
  public static final Field<LocalDateTime> CREATED_AT =
      field(name("playlists", "created_at"), LOCALDATETIME(0));

  private PlaylistsTable() {}
}
