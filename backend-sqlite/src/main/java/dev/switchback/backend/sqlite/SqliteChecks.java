package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.backend.jdbc.type.ColumnChecks.Check;
import dev.switchback.database.ErrorKind;
import java.util.Arrays;
import java.util.List;
import org.jooq.Collation;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What SQLite does not see to by itself: lengths, ranges, forms. */
final class SqliteChecks {

  private static final int WHOLE_SECONDS_LENGTH = "YYYY-MM-DD HH:MM:SS".length();

  static final Collation BOOL = check(ErrorKind.OUT_OF_RANGE, "{0} in (0, 1)");
  static final Collation INT16 = integer(Short.MIN_VALUE, Short.MAX_VALUE);
  static final Collation INT32 = integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  static final Collation INT64 =
      check(ErrorKind.OUT_OF_RANGE, "typeof({0}) in ('integer', 'null')");
  static final Collation WHOLE_SECONDS =
      check(ErrorKind.OUT_OF_RANGE, "length({0}) <= " + WHOLE_SECONDS_LENGTH);
  static final Collation JSON = check(ErrorKind.ILLEGAL_VALUE, "{0} is null or json_valid({0})");

  private SqliteChecks() {}

  static Collation length(int length) {
    return check(ErrorKind.TOO_LONG, "length({0}) <= " + length);
  }

  /**
   * One spelling for each number, so that equal ones are equal text: exactly the declared scale.
   */
  static Collation decimal(int precision, int scale) {
    String point =
        scale == 0 ? "instr({0}, '.') = 0" : "substr({0}, -" + (scale + 1) + ", 1) = '.'";
    String digits = "length(ltrim(replace(replace({0}, '-', ''), '.', ''), '0')) <= " + precision;
    return check(ErrorKind.OUT_OF_RANGE, "{0} is null or (" + point + " and " + digits + ")");
  }

  static Collation oneOf(Enum<?>[] constants) {
    return ColumnChecks.checks(
        column ->
            List.of(
                new Check(
                    ErrorKind.CHECK,
                    DSL.field(column, SQLDataType.VARCHAR)
                        .in(Arrays.stream(constants).map(c -> DSL.inline(c.name())).toList()))));
  }

  private static Collation integer(int min, int max) {
    return check(
        ErrorKind.OUT_OF_RANGE,
        "{0} is null or (typeof({0}) = 'integer' and {0} between " + min + " and " + max + ")");
  }

  private static Collation check(ErrorKind kind, String sql) {
    return ColumnChecks.checks(column -> List.of(new Check(kind, DSL.condition(sql, column))));
  }
}
