package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.backend.jdbc.type.ColumnChecks.Check;
import dev.switchback.database.ErrorKind;
import java.util.Arrays;
import java.util.List;
import org.jooq.Collation;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What the server's types do not see to by themselves. These checks have no names: to MySQL one
 * that is named belongs to the whole schema, and keeps its name when its table is renamed.
 */
final class MysqlChecks {

  /** A boolean is a small integer here. */
  static final Collation BOOL =
      ColumnChecks.unnamed(
          null,
          column ->
              List.of(new Check(ErrorKind.OUT_OF_RANGE, DSL.condition("{0} in (0, 1)", column))));

  private MysqlChecks() {}

  static Collation oneOf(String collation, Enum<?>[] constants) {
    return ColumnChecks.unnamed(
        collation,
        column ->
            List.of(
                new Check(
                    ErrorKind.CHECK,
                    DSL.field(column, SQLDataType.VARCHAR)
                        .in(Arrays.stream(constants).map(c -> DSL.inline(c.name())).toList()))));
  }
}
