package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.Dialect.ColumnCheck;
import dev.switchback.backend.jdbc.type.PortableType;
import dev.switchback.database.ErrorKind;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What SQLite does not see to by itself: lengths, ranges, forms. */
final class SqliteChecks {

  private SqliteChecks() {}

  static List<ColumnCheck> of(Field<?> column, DataType<?> type) {
    PortableType<?> portable = PortableType.of(type);
    if (portable == null || type.identity()) {
      return List.of();
    }
    Name name = column.getUnqualifiedName();
    if (portable.constants().length > 0) {
      Field<String> text = DSL.field(name, SQLDataType.VARCHAR);
      return List.of(
          new ColumnCheck(
              ErrorKind.CHECK,
              text.in(java.util.Arrays.stream(portable.constants()).map(DSL::inline).toList())));
    }
    return switch (portable.kind()) {
      case BOOL -> check(ErrorKind.OUT_OF_RANGE, "{0} in (0, 1)", name);
      case INT16 -> integer(name, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> check(ErrorKind.OUT_OF_RANGE, "typeof({0}) in ('integer', 'null')", name);
      case TEXT -> check(ErrorKind.TOO_LONG, "length({0}) <= " + portable.length(), name);
      case BYTES ->
          portable.length() == 0
              ? List.of()
              : check(ErrorKind.TOO_LONG, "length({0}) <= " + portable.length(), name);
      case JSON -> check(ErrorKind.ILLEGAL_VALUE, "{0} is null or json_valid({0})", name);
      default -> List.of();
    };
  }

  private static List<ColumnCheck> integer(Name name, int min, int max) {
    return check(
        ErrorKind.OUT_OF_RANGE,
        "{0} is null or (typeof({0}) = 'integer' and {0} between " + min + " and " + max + ")",
        name);
  }

  private static List<ColumnCheck> check(ErrorKind kind, String sql, Name name) {
    Condition condition = DSL.condition(sql, name);
    return List.of(new ColumnCheck(kind, condition));
  }
}
