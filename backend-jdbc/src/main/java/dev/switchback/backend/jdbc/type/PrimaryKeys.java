package dev.switchback.backend.jdbc.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Constraint;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.TableElement;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM.CreateTable;

/** Says of a primary key's columns that they are not null: on SQLite they could be. */
public final class PrimaryKeys {

  private static final DSLContext PRINTER = DSL.using(SQLDialect.DEFAULT);
  private static final Pattern PRIMARY_KEY = Pattern.compile("primary key \\((.*)\\)");
  private static final Pattern QUOTED_NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  private PrimaryKeys() {}

  /** The statement with a primary key that is not null. */
  public static CreateTable notNull(CreateTable create) {
    Set<String> key = columns(create);
    List<TableElement> elements = new ArrayList<>();
    for (TableElement element : create.$tableElements()) {
      elements.add(
          element instanceof Field<?> column && key.contains(column.getName())
              ? notNull(column)
              : element);
    }
    return create.$tableElements(elements);
  }

  /** jOOQ 3.19 shows a constraint's columns in no other way than by printing it. */
  private static Set<String> columns(CreateTable create) {
    Set<String> names = new HashSet<>();
    for (TableElement element : create.$tableElements()) {
      if (element instanceof Constraint constraint) {
        Matcher printed = PRIMARY_KEY.matcher(PRINTER.render(constraint));
        if (printed.find()) {
          Matcher name = QUOTED_NAME.matcher(printed.group(1));
          while (name.find()) {
            names.add(name.group(1).replace("\"\"", "\""));
          }
        }
      }
    }
    return names;
  }

  private static <T> Field<T> notNull(Field<T> column) {
    DataType<T> type = column.getDataType();
    return type.nullable() && !type.identity()
        ? DSL.field(column.getUnqualifiedName(), type.notNull())
        : column;
  }
}
