package dev.switchback.music.schema;

import static dev.switchback.music.schema.SettingsTable.SETTINGS;
import static org.jooq.impl.DSL.primaryKey;

import dev.switchback.database.MigrationContext;
import java.util.List;
import org.jooq.Query;

/** The table {@code settings}. */
final class SettingsMigration {

  private static final int KEY_LENGTH = 255;

  private SettingsMigration() {}

  static List<Query> steps(MigrationContext context) {
    return new TableDefinition(SETTINGS)
        .column(SettingsTable.KEY, context.types().text(KEY_LENGTH).notNull())
        .column(SettingsTable.VALUE, context.types().longText())
        .constraint(primaryKey(SettingsTable.KEY))
        .steps(context);
  }
}
