package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dml;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Asterisk;
import org.jooq.QualifiedAsterisk;
import org.jooq.Query;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;

/** What INSERT, UPDATE and DELETE leave open, said so that every database reads it alike. */
final class PortableDml {

  private PortableDml() {}

  static Query of(Query query) {
    return Dml.insert(Dml.returning(query, PortableDml::listed), PortableDml::targeted);
  }

  /**
   * {@code ON DUPLICATE KEY UPDATE} means any key to one database and the primary key to another:
   * of a table with one key, it means that one.
   */
  private static QOM.Insert<?> targeted(QOM.Insert<?> insert) {
    if (insert.$onDuplicateKeyUpdate() && insert.$onConflict().isEmpty()) {
      List<? extends UniqueKey<?>> keys = insert.$into().getKeys();
      if (keys.size() == 1) {
        return insert.$onConflict(keys.get(0).getFields());
      }
    }
    return insert;
  }

  /**
   * The columns in the order of the fields by which they are read, which need not be the table's.
   * jOOQ leaves RETURNING out where it knows of no fields: the rows would be lost.
   */
  private static List<? extends SelectFieldOrAsterisk> listed(
      Table<?> table, List<? extends SelectFieldOrAsterisk> returning) {
    if (returning.isEmpty()) {
      return List.of(DSL.asterisk());
    }
    if (returning.stream().noneMatch(PortableDml::isAsterisk)) {
      return returning;
    }
    List<SelectFieldOrAsterisk> listed = new ArrayList<>();
    for (SelectFieldOrAsterisk each : returning) {
      if (isAsterisk(each)) {
        Table<?> of = each instanceof QualifiedAsterisk some ? some.qualifier() : table;
        listed.addAll(List.of(of.fields()));
      } else {
        listed.add(each);
      }
    }
    if (listed.isEmpty()) {
      return List.of(DSL.asterisk());
    }
    if (table.fields().length == 0) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "RETURNING * together with others: the fields of " + table.getName() + " are not known");
    }
    return listed;
  }

  private static boolean isAsterisk(SelectFieldOrAsterisk each) {
    return each instanceof Asterisk || each instanceof QualifiedAsterisk;
  }
}
