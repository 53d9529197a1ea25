package dev.switchback.backend.jdbc.type;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.ErrorKind;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

/**
 * Adds to a {@code CREATE TABLE} the checks that its portable columns need, under names that say
 * what their violation means.
 */
public final class ColumnChecks {

  private static final int MAX_NAME_BYTES = 63;
  private static final DSLContext PRINTER = DSL.using(SQLDialect.DEFAULT);
  private static final Pattern PRIMARY_KEY = Pattern.compile("primary key \\((.*)\\)");
  private static final Pattern QUOTED_NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  private ColumnChecks() {}

  /** The statement with checks, and with a primary key that is not null. */
  public static CreateTable add(CreateTable create, Dialect dialect) {
    Set<String> key = primaryKey(create);
    List<TableElement> elements = new ArrayList<>();
    List<Constraint> checks = new ArrayList<>();
    for (TableElement element : create.$tableElements()) {
      if (element instanceof Field<?> column) {
        Field<?> declared = key.contains(column.getName()) ? notNull(column) : column;
        elements.add(declared);
        for (Dialect.ColumnCheck check : dialect.checks(column, column.getDataType())) {
          checks.add(
              DSL.constraint(DSL.name(name(check.kind(), column.getName())))
                  .check(check.condition()));
        }
      } else {
        elements.add(element);
      }
    }
    elements.addAll(checks);
    return create.$tableElements(elements);
  }

  /** jOOQ 3.19 shows a constraint's columns in no other way than by printing it. */
  private static Set<String> primaryKey(CreateTable create) {
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

  private static String name(ErrorKind kind, String column) {
    String name = prefix(kind) + column;
    while (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return name;
  }

  private static String prefix(ErrorKind kind) {
    return switch (kind) {
      case TOO_LONG -> "sb_length_";
      case OUT_OF_RANGE -> "sb_range_";
      case ILLEGAL_VALUE -> "sb_value_";
      default -> "sb_check_";
    };
  }

  /** What the violation of a check of that name means. */
  public static ErrorKind kind(@Nullable String constraint) {
    if (constraint != null) {
      for (ErrorKind kind :
          new ErrorKind[] {ErrorKind.TOO_LONG, ErrorKind.OUT_OF_RANGE, ErrorKind.ILLEGAL_VALUE}) {
        if (constraint.startsWith(prefix(kind))) {
          return kind;
        }
      }
    }
    return ErrorKind.CHECK;
  }

  /** The column of a check of ours, or {@code null}. */
  public static @Nullable String column(@Nullable String constraint) {
    ErrorKind kind = kind(constraint);
    String prefix = prefix(kind);
    return constraint != null && constraint.startsWith(prefix)
        ? constraint.substring(prefix.length())
        : null;
  }
}
