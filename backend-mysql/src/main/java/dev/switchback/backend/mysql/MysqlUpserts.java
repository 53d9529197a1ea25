package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.Dml;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.impl.CustomField;
import org.jooq.impl.QOM;
import org.jooq.impl.SQLDataType;

/**
 * INSERT with ON CONFLICT as ON DUPLICATE KEY UPDATE, which means any key of the table: so it is
 * done only where no other than the named one can be hit.
 */
final class MysqlUpserts {

  /** The value of a column that stays as it is. */
  private static final class Itself extends CustomField<Object> {
    private static final long serialVersionUID = 1L;

    Itself(Name name) {
      super(name, SQLDataType.OTHER);
    }

    @Override
    public void accept(Context<?> context) {
      context.visit(getQualifiedName());
    }
  }

  private MysqlUpserts() {}

  /** Whether it is an INSERT that leaves alone what is there already. */
  static boolean doesNothing(QOM.Insert<?> insert) {
    return insert.$onDuplicateKeyUpdate()
        && insert.$updateSet().values().stream().anyMatch(Itself.class::isInstance);
  }

  static Query of(Query query) {
    return Dml.insert(query, MysqlUpserts::rewrite);
  }

  private static QOM.Insert<?> rewrite(QOM.Insert<?> insert) {
    if (insert.$onDuplicateKeyUpdate()) {
      checkTarget(insert);
      if (insert.$updateWhere() != null) {
        throw unsupported("an update with a condition in INSERT");
      }
      return insert;
    }
    if (insert.$onDuplicateKeyIgnore()) {
      if (!insert.$onConflict().isEmpty()) {
        checkTarget(insert);
      }
      return nothing(insert);
    }
    return insert;
  }

  /** INSERT IGNORE would cut texts and make null to nothing, and say it was right. */
  private static QOM.Insert<?> nothing(QOM.Insert<?> insert) {
    List<? extends Field<?>> columns = columns(insert);
    if (columns.isEmpty()) {
      throw unsupported("an INSERT of defaults alone that does nothing on conflict");
    }
    Field<?> itself = columns.get(0);
    Field<?> qualified =
        new Itself(insert.$into().getQualifiedName().append(itself.getUnqualifiedName()));
    return insert
        .$onDuplicateKeyIgnore(false)
        .$onDuplicateKeyUpdate(true)
        .$onConflict(List.of(itself))
        .$updateSet(Map.of(itself, qualified));
  }

  /** The columns that an INSERT gives. */
  static List<? extends Field<?>> columns(QOM.Insert<?> insert) {
    return insert.$columns().isEmpty() ? List.of(insert.$into().fields()) : insert.$columns();
  }

  private static void checkTarget(QOM.Insert<?> insert) {
    if (insert.$onConflictWhere() != null) {
      throw unsupported("a conflict target with a condition");
    }
    List<String> target = names(insert.$onConflict());
    Table<?> table = insert.$into();
    for (UniqueKey<?> key : keys(table)) {
      List<String> columns = names(key.getFields());
      boolean same = columns.size() == target.size() && columns.containsAll(target);
      if (!same && canConflict(insert, key)) {
        throw unsupported(
            "a conflict target: of "
                + table.getName()
                + " the key "
                + columns
                + " could be hit as well");
      }
    }
  }

  private static List<UniqueKey<?>> keys(Table<?> table) {
    return new ArrayList<>(table.getKeys());
  }

  /** Not where a column of it is left to the database, which numbers it or leaves it null. */
  private static boolean canConflict(QOM.Insert<?> insert, UniqueKey<?> key) {
    List<String> given = names(columns(insert));
    for (Field<?> column : key.getFields()) {
      boolean unique =
          column.getDataType().identity()
              || (column.getDataType().nullable() && !column.getDataType().defaulted());
      if (!given.contains(column.getName()) && unique) {
        return false;
      }
    }
    return true;
  }

  private static List<String> names(Iterable<? extends Field<?>> fields) {
    List<String> names = new ArrayList<>();
    fields.forEach(field -> names.add(field.getName()));
    return names;
  }

  private static DatabaseException unsupported(String what) {
    return DatabaseException.of(ErrorKind.UNSUPPORTED, "MySQL and MariaDB cannot do " + what);
  }
}
