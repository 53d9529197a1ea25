package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.Dialect.ColumnCheck;
import dev.switchback.backend.jdbc.type.PortableType;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.ErrorKind;
import java.util.Arrays;
import java.util.List;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What PostgreSQL's types do not see to by themselves. */
final class PostgresChecks {

  private PostgresChecks() {}

  static List<ColumnCheck> of(Field<?> column, DataType<?> type) {
    PortableType<?> portable = PortableType.of(type);
    if (portable == null) {
      return List.of();
    }
    if (portable.constants().length > 0) {
      Field<String> text = DSL.field(column.getUnqualifiedName(), SQLDataType.VARCHAR);
      return List.of(
          new ColumnCheck(
              ErrorKind.CHECK,
              text.in(Arrays.stream(portable.constants()).map(DSL::inline).toList())));
    }
    if (portable.kind() == ColumnKind.BYTES && portable.length() > 0) {
      return List.of(
          new ColumnCheck(
              ErrorKind.TOO_LONG,
              DSL.condition(
                  "octet_length({0}) <= " + portable.length(), column.getUnqualifiedName())));
    }
    return List.of();
  }
}
