package dev.switchback.database;

import java.util.List;
import java.util.Optional;

/**
 * What a migration may look at while it makes its statements.
 *
 * @param types the database's column types
 * @param backend what the database is
 * @param tables the tables that exist before the migration
 */
public record MigrationContext(Types types, BackendInfo backend, List<TableInfo> tables) {

  /** Copies the list. */
  public MigrationContext {
    tables = List.copyOf(tables);
  }

  /** The table of that name, in exactly that case. */
  public Optional<TableInfo> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** Whether a table has a column of that name; false if there is no such table. */
  public boolean hasColumn(String table, String column) {
    return table(table).flatMap(found -> found.column(column)).isPresent();
  }
}
