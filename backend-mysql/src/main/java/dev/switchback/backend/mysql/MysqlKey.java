package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.Stepwise.Part;
import dev.switchback.backend.jdbc.Stepwise.Run;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of a table.
 *
 * @param columns its columns
 * @param numbered the one that the server numbers, if there is one
 */
record MysqlKey(List<String> columns, @Nullable String numbered) {

  /** As the table knows it, or else the server. */
  static MysqlKey of(Table<?> table, Run run) throws SQLException {
    UniqueKey<?> known = table.getPrimaryKey();
    if (known != null) {
      String numbered = null;
      for (Field<?> column : known.getFields()) {
        numbered = column.getDataType().identity() ? column.getName() : numbered;
      }
      return new MysqlKey(known.getFields().stream().map(Field::getName).toList(), numbered);
    }
    return read(table instanceof QOM.TableAlias<?> alias ? alias.$aliased() : table, run);
  }

  private static MysqlKey read(Table<?> table, Run run) throws SQLException {
    String schema =
        table.getSchema() == null ? "database()" : MysqlStorage.quote(table.getSchema().getName());
    List<List<String>> rows =
        run.literals(
            Part.of(
                "select column_name, extra from information_schema.columns where table_schema = "
                    + schema
                    + " and table_name = "
                    + MysqlStorage.quote(table.getName())
                    + " and column_key = 'PRI' order by ordinal_position"));
    if (rows.isEmpty()) {
      throw DatabaseException.builder(
              ErrorKind.UNSUPPORTED,
              "RETURNING needs a primary key, which " + table.getName() + " does not have")
          .table(table.getName())
          .build();
    }
    String numbered = null;
    for (List<String> row : rows) {
      numbered = row.get(1).contains("auto_increment") ? name(row.get(0)) : numbered;
    }
    return new MysqlKey(rows.stream().map(row -> name(row.get(0))).toList(), numbered);
  }

  /** Of a literal. */
  private static String name(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("''", "'").replace("\\\\", "\\");
  }

  /** The columns as they are named in a statement on the table. */
  String sql(Table<?> table) {
    return columns.stream()
        .map(column -> MysqlNames.quote(table.getName()) + '.' + MysqlNames.quote(column))
        .collect(Collectors.joining(", "));
  }
}
