package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.BOOLEAN;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.VARCHAR;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code watched_folders}. Folders that are scanned by themselves. */
public final class WatchedFoldersTable {

  public static final Table<Record> WATCHED_FOLDERS = table(name("watched_folders"));

  public static final Field<Long> ID = field(name("watched_folders", "id"), BIGINT);
  public static final Field<String> PATH = field(name("watched_folders", "path"), VARCHAR);
  public static final Field<String> MODE = field(name("watched_folders", "mode"), VARCHAR);
  public static final Field<Integer> CADENCE_MINUTES =
      field(name("watched_folders", "cadence_minutes"), INTEGER);
  public static final Field<Boolean> ENABLED = field(name("watched_folders", "enabled"), BOOLEAN);

  /** Seconds since 1970. */
  public static final Field<Long> LAST_SCANNED_AT =
      field(name("watched_folders", "last_scanned_at"), BIGINT);

  /** Seconds since 1970. */
  public static final Field<Long> CREATED_AT = field(name("watched_folders", "created_at"), BIGINT);

  /** Seconds since 1970. */
  public static final Field<Long> UPDATED_AT = field(name("watched_folders", "updated_at"), BIGINT);

  /** {@link PathHash} of the path; NULL where another program wrote the row. */
  public static final Field<String> PATH_HASH =
      field(name("watched_folders", "path_hash"), VARCHAR);

  private WatchedFoldersTable() {}
}
