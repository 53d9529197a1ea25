package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.backend.jdbc.type.ColumnChecks.Check;
import dev.switchback.database.ErrorKind;
import java.util.Arrays;
import java.util.List;
import org.jooq.Collation;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What PostgreSQL's types do not see to by themselves. */
final class PostgresChecks {

  private PostgresChecks() {}

  static Collation bytes(int length) {
    return ColumnChecks.checks(
        column ->
            List.of(
                new Check(
                    ErrorKind.TOO_LONG, DSL.condition("octet_length({0}) <= " + length, column))));
  }

  static Collation oneOf(String collation, Enum<?>[] constants) {
    return ColumnChecks.checks(
        collation,
        column ->
            List.of(
                new Check(
                    ErrorKind.CHECK,
                    DSL.field(column, SQLDataType.VARCHAR)
                        .in(Arrays.stream(constants).map(c -> DSL.inline(c.name())).toList()))));
  }
}
