package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.codec.Codec;
import java.math.BigDecimal;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jooq.JSON;

/** The codec of a column of which the query says nothing: by its declared name, else as stored. */
final class SqliteColumns {

  /** An expression's value: SQLite alone knows of what class it is, row by row. */
  private static final Codec<Object, Object> AS_STORED =
      new Codec<>(
          Object.class,
          new AnyStorage(),
          (value, type) -> {
            throw new UnsupportedOperationException("Only for reading");
          },
          stored -> stored instanceof Integer small ? (Object) small.longValue() : stored);

  private SqliteColumns() {}

  static Codec<?, ?> codec(ResultSetMetaData columns, int index) throws SQLException {
    Class<?> type =
        switch (SqliteDeclaredType.of(String.valueOf(columns.getColumnTypeName(index))).kind()) {
          case BOOL -> Boolean.class;
          case INT16 -> Short.class;
          case INT32 -> Integer.class;
          case INT64 -> Long.class;
          case FLOAT64 -> Double.class;
          case DECIMAL -> BigDecimal.class;
          case TEXT, LONG_TEXT -> String.class;
          case BYTES -> byte[].class;
          case UUID -> UUID.class;
          case INSTANT -> Instant.class;
          case DATE_TIME -> LocalDateTime.class;
          case DATE -> LocalDate.class;
          case TIME -> LocalTime.class;
          case JSON -> JSON.class;
          case OTHER -> Object.class;
        };
    boolean expression =
        columns.getTableName(index) == null || columns.getTableName(index).isEmpty();
    Codec<?, ?> codec = expression ? null : SqliteCodecs.ALL.find(type);
    return codec == null ? AS_STORED : codec;
  }
}
