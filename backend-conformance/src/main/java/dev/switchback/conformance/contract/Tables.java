package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.name;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.TableInfo;
import java.util.List;
import org.jooq.Query;

/** A history of three migrations, each of which makes a table, and what is asked of it. */
final class Tables {

  static final Migration ONE = migration("0001-one", "one");
  static final Migration TWO = migration("0002-two", "two");
  static final Migration THREE = migration("0003-three", "three");
  static final List<Migration> ALL = List.of(ONE, TWO, THREE);

  private Tables() {}

  /** A migration that makes a table, and can be undone. */
  static Migration migration(String id, String table) {
    return irreversible(id, table).withDown(context -> List.of(dropTable(name(table))));
  }

  static Migration irreversible(String id, String table) {
    return Migration.of(
        id,
        "the table " + table,
        context ->
            List.<Query>of(
                createTable(name(table)).column("x", context.types().int32().notNull())));
  }

  static List<String> of(Database db) {
    return Await.get(db.schema().tables()).stream().map(TableInfo::name).toList();
  }

  static List<State> states(List<MigrationStatus> statuses) {
    return statuses.stream().map(MigrationStatus::state).toList();
  }

  static List<Change> changes(List<MigrationStatus> statuses) {
    return statuses.stream().map(MigrationStatus::change).toList();
  }
}
