package dev.switchback.music.schema;

import static dev.switchback.music.schema.ScanLeaseTable.SCAN_LEASE;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.primaryKey;

import dev.switchback.database.MigrationContext;
import dev.switchback.database.Types;
import java.util.List;
import org.jooq.Query;

/** The table {@code scan_lease}. */
final class ScanLeaseMigration {

  private static final int OWNER_LENGTH = 200;

  private ScanLeaseMigration() {}

  static List<Query> steps(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(SCAN_LEASE)
        .column(ScanLeaseTable.ID, types.int64().notNull())
        .column(ScanLeaseTable.OWNER, types.text(OWNER_LENGTH).notNull())
        .column(ScanLeaseTable.EXPIRES_AT, types.int64().notNull())
        .constraint(primaryKey(ScanLeaseTable.ID))
        .steps(context);
  }

  static List<Query> undo(MigrationContext context) {
    return List.of(dropTable(SCAN_LEASE));
  }
}
