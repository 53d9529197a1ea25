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

/** The table {@code queue_state}. A single row, with id 1. */
public final class QueueStateTable {

  public static final Table<Record> QUEUE_STATE = table(name("queue_state"));

  public static final Field<Long> ID = field(name("queue_state", "id"), BIGINT);
  public static final Field<Integer> CURRENT_INDEX =
      field(name("queue_state", "current_index"), INTEGER);
  public static final Field<Boolean> SHUFFLE_ENABLED =
      field(name("queue_state", "shuffle_enabled"), BOOLEAN);

  /** none, one or all. */
  public static final Field<String> LOOP_MODE = field(name("queue_state", "loop_mode"), VARCHAR);

  public static final Field<String> ORIGINAL_ORDER_JSON =
      field(name("queue_state", "original_order_json"), VARCHAR);

  private QueueStateTable() {}
}
