package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DefaultValue;
import dev.switchback.backend.sqlite.SqliteTables.Column;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TableInfo.Index;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the API's descriptions of what SQLite's own tables say. */
final class SqliteDescription {

  private final List<Entry> entries;
  private final Map<String, List<Column>> columns;
  private final Map<String, SqliteTable> definitions = new HashMap<>();

  SqliteDescription(List<Entry> entries, List<Column> columns) {
    this.entries = entries;
    this.columns = columns.stream().collect(Collectors.groupingBy(Column::table));
    for (Entry entry : entries) {
      if (entry.is("table") && !entry.isVirtual()) {
        definitions.put(SqliteNames.folded(entry.name()), SqliteTable.of(entry));
      }
    }
  }

  List<TableInfo> tables() {
    Map<String, List<Index>> indexes = new HashMap<>();
    List<TableInfo> tables = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.is("index")) {
        indexes
            .computeIfAbsent(entry.table(), first -> new ArrayList<>())
            .add(SqliteIndex.parse(entry.sql()));
      }
    }
    for (Entry entry : entries) {
      if (entry.is("table") || entry.is("view")) {
        tables.add(table(entry, indexes.getOrDefault(entry.name(), List.of())));
      }
    }
    return tables;
  }

  private TableInfo table(Entry entry, List<Index> indexes) {
    SqliteTable definition = definitions.get(SqliteNames.folded(entry.name()));
    List<Column> described = columns.getOrDefault(entry.name(), List.of());
    List<ColumnInfo> columnInfos =
        described.stream().map(column -> column(column, definition)).toList();
    if (definition == null) {
      return new TableInfo(
          entry.name(),
          entry.is("view"),
          columnInfos,
          List.of(),
          List.of(),
          List.of(),
          indexes,
          List.of());
    }
    List<String> key =
        described.stream()
            .filter(column -> column.key() > 0)
            .sorted(Comparator.comparingInt(Column::key))
            .map(Column::name)
            .toList();
    SqliteKeys keys = new SqliteKeys(definition, definitions);
    return new TableInfo(
        entry.name(),
        false,
        columnInfos,
        key,
        keys.unique(),
        keys.foreign(),
        indexes,
        keys.checks());
  }

  private static ColumnInfo column(Column column, @Nullable SqliteTable table) {
    SqliteDeclaredType type = SqliteDeclaredType.of(column.declared());
    boolean rowId = table != null && column.key() > 0 && table.isRowId(column.name());
    return new ColumnInfo(
        column.name(),
        column.position(),
        type.kind(),
        column.declared(),
        type.length(),
        type.precision(),
        type.scale(),
        !column.notNull() && !rowId,
        rowId && table.isNumbered(column.name()),
        DefaultValue.portable(column.defaultValue(), type.kind()));
  }
}
