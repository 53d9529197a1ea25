package dev.switchback.database;

import java.util.List;
import java.util.Optional;

/**
 * A table as the database describes it.
 *
 * @param name its name, in its own case
 * @param columns its columns, in their order
 * @param primaryKey the names of the key's columns, in the key's order; empty if it has none
 */
public record TableInfo(String name, List<ColumnInfo> columns, List<String> primaryKey) {

  /** Copies the lists. */
  public TableInfo {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /** The column of that name, in exactly that case. */
  public Optional<ColumnInfo> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
