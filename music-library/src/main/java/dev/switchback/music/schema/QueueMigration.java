package dev.switchback.music.schema;

import static dev.switchback.music.schema.QueueStateTable.QUEUE_STATE;
import static dev.switchback.music.schema.QueueTable.QUEUE;
import static org.jooq.impl.DSL.check;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;

import dev.switchback.database.MigrationContext;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Query;

/** The tables {@code queue} and {@code queue_state}. */
final class QueueMigration {

  private QueueMigration() {}

  static List<Query> steps(MigrationContext context) {
    List<Query> steps = new ArrayList<>(queue(context.types()).steps(context));
    steps.addAll(state(context.types()).steps(context));
    return steps;
  }

  /** A queue has no foreign key: it may hold files that are in no library. */
  private static TableDefinition queue(Types types) {
    return new TableDefinition(QUEUE)
        .column(QueueTable.ID, types.int64().identity(true))
        .column(QueueTable.FILEPATH, types.longText().notNull())
        .column(QueueTable.POSITION, types.int64())
        .constraint(primaryKey(QueueTable.ID));
  }

  private static TableDefinition state(Types types) {
    return new TableDefinition(QUEUE_STATE)
        .column(QueueStateTable.ID, types.int64().notNull())
        .column(QueueStateTable.CURRENT_INDEX, types.int32().defaultValue(-1))
        .column(QueueStateTable.SHUFFLE_ENABLED, types.bool().defaultValue(false))
        .column(QueueStateTable.LOOP_MODE, types.text(20).defaultValue("none"))
        .column(QueueStateTable.ORIGINAL_ORDER_JSON, types.longText())
        .constraint(primaryKey(QueueStateTable.ID))
        .constraint(check(field(name("id"), Long.class).eq(inline(1L))));
  }
}
