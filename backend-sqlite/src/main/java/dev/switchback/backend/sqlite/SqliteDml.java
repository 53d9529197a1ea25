package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.Dml;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.FieldOrRow;
import org.jooq.Query;
import org.jooq.Row;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;

/**
 * INSERT, UPDATE and DELETE in the forms that SQLite has. It knows no word for a column's default,
 * for which jOOQ would write null, and no DELETE … USING.
 */
final class SqliteDml {

  private SqliteDml() {}

  static Query rewrite(Query query) {
    return Dml.delete(
        Dml.update(Dml.insert(query, SqliteDml::defaults), SqliteDml::defaults), SqliteDml::using);
  }

  /** A column that is to have its default in every row is left out. */
  private static QOM.Insert<?> defaults(QOM.Insert<?> insert) {
    refuseDefaults(insert.$updateSet());
    List<? extends Field<?>> columns = insert.$columns();
    List<? extends Row> rows = insert.$select() == null ? insert.$values() : List.of();
    int[] defaults = new int[columns.size()];
    boolean any = false;
    for (Row row : rows) {
      for (int i = 0; i < defaults.length; i++) {
        if (isDefault(row.field(i))) {
          defaults[i]++;
          any = true;
        }
      }
    }
    return any ? withoutDefaults(insert, columns, rows.size(), defaults) : insert;
  }

  private static QOM.Insert<?> withoutDefaults(
      QOM.Insert<?> insert, List<? extends Field<?>> columns, int rows, int[] defaults) {
    List<Field<?>> kept = new ArrayList<>();
    for (int i = 0; i < defaults.length; i++) {
      if (defaults[i] < rows) {
        kept.add(columns.get(i));
        if (defaults[i] > 0) {
          refuseUnknownDefault(columns.get(i));
        }
      }
    }
    if (!kept.isEmpty()) {
      return insert.$columns(kept);
    }
    if (rows == 1) {
      return insert.$defaultValues(true);
    }
    throw DatabaseException.of(
        ErrorKind.UNSUPPORTED, "SQLite inserts one row at a time if all its columns are defaults");
  }

  private static QOM.Update<?> defaults(QOM.Update<?> update) {
    refuseDefaults(update.$set());
    return update;
  }

  private static void refuseDefaults(Map<? extends FieldOrRow, ?> set) {
    set.forEach(
        (column, value) -> {
          if (isDefault(value) && column instanceof Field<?> field) {
            refuseUnknownDefault(field);
          }
        });
  }

  private static boolean isDefault(Object value) {
    return value instanceof QOM.Default;
  }

  /** What a generated table knows of a default, jOOQ puts in its place. */
  private static void refuseUnknownDefault(Field<?> column) {
    if (column.getDataType().default_() == null) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "SQLite has no DEFAULT among values, and that of "
              + column.getName()
              + " is not known: leave the column out, or name the value");
    }
  }

  private static QOM.Delete<?> using(QOM.Delete<?> delete) {
    if (delete.$using().isEmpty()) {
      return delete;
    }
    Condition where = delete.$where() == null ? DSL.noCondition() : delete.$where();
    return delete
        .$using(List.of())
        .$where(DSL.exists(DSL.selectOne().from(delete.$using()).where(where)));
  }
}
