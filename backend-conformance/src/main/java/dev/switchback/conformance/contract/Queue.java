package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.util.List;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** A generated table with one key and no record of its own. */
final class Queue extends TableImpl<Record> {

  private static final long serialVersionUID = 1L;

  static final Queue QUEUE = new Queue();

  final TableField<Record, Integer> position =
      createField(name("position"), SQLDataType.INTEGER.nullable(false), this, "");
  final TableField<Record, String> track =
      createField(name("track"), SQLDataType.VARCHAR(50), this, "");
  private final UniqueKey<Record> primaryKey =
      Internal.createUniqueKey(this, name("pk_queue"), position);

  private Queue() {
    super(name("queue"));
  }

  /** Creates the table anew. */
  static Queue create(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    dropTableIfExists(QUEUE),
                    createTable(QUEUE)
                        .column(QUEUE.position, types.int32().notNull())
                        .column(QUEUE.track, types.text(50))
                        .constraints(primaryKey(QUEUE.position)))));
    return QUEUE;
  }

  @Override
  public UniqueKey<Record> getPrimaryKey() {
    return primaryKey;
  }
}
