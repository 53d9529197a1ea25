package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.LOCALDATETIME;

import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code favorites}. One row a favorite track. */
public final class FavoritesTable {

  public static final Table<Record> FAVORITES = table(name("favorites"));

  public static final Field<Long> ID = field(name("favorites", "id"), BIGINT);
  public static final Field<Long> TRACK_ID = field(name("favorites", "track_id"), BIGINT);

  /** UTC. */
  public static final Field<LocalDateTime> TIMESTAMP =
      field(name("favorites", "timestamp"), LOCALDATETIME(0));

  private FavoritesTable() {}
}
