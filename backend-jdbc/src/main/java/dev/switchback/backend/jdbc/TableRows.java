package dev.switchback.backend.jdbc;

import dev.switchback.database.TableInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jooq.Field;
import org.jooq.Record;

/** Makes tables of a catalog's rows, one row a column, in the order of table and column. */
public final class TableRows {

  private TableRows() {}

  /** One table for each name; {@code table} makes it of its name and its rows. */
  public static List<TableInfo> group(
      List<? extends Record> rows,
      Field<String> name,
      BiFunction<String, List<Record>, TableInfo> table) {
    Map<String, List<Record>> byTable = new LinkedHashMap<>();
    for (Record row : rows) {
      byTable.computeIfAbsent(row.get(name), first -> new ArrayList<>()).add(row);
    }
    List<TableInfo> tables = new ArrayList<>();
    byTable.forEach((key, columns) -> tables.add(table.apply(key, columns)));
    return tables;
  }
}
