package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.VARCHAR;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code settings}. One row a setting; all values are text. */
public final class SettingsTable {

  public static final Table<Record> SETTINGS = table(name("settings"));

  public static final Field<String> KEY = field(name("settings", "key"), VARCHAR);
  public static final Field<String> VALUE = field(name("settings", "value"), VARCHAR);

  private SettingsTable() {}
}
