package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARCHAR;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code queue}. The play queue. */
public final class QueueTable {

  public static final Table<Record> QUEUE = table(name("queue"));

  public static final Field<Long> ID = field(name("queue", "id"), BIGINT);
  public static final Field<String> FILEPATH = field(name("queue", "filepath"), VARCHAR);

  /** The order; NULL where another program wrote the row, which then follows its id. */
  public static final Field<Long> POSITION = field(name("queue", "position"), BIGINT);

  private QueueTable() {}
}
