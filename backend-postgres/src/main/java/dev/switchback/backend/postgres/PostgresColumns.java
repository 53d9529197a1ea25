package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.jooq.JSON;

/** The codec of a column of which the query says nothing, by the server's type. */
final class PostgresColumns {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("bool", Boolean.class),
          Map.entry("int2", Short.class),
          Map.entry("int4", Integer.class),
          Map.entry("serial", Integer.class),
          Map.entry("int8", Long.class),
          Map.entry("bigserial", Long.class),
          Map.entry("oid", Long.class),
          Map.entry("float4", Float.class),
          Map.entry("float8", Double.class),
          Map.entry("numeric", BigDecimal.class),
          Map.entry("text", String.class),
          Map.entry("varchar", String.class),
          Map.entry("bpchar", String.class),
          Map.entry("name", String.class),
          Map.entry("unknown", String.class),
          Map.entry("void", String.class),
          Map.entry("bytea", byte[].class),
          Map.entry("uuid", UUID.class),
          Map.entry("timestamptz", Instant.class),
          Map.entry("timestamp", LocalDateTime.class),
          Map.entry("date", LocalDate.class),
          Map.entry("time", LocalTime.class),
          Map.entry("json", JSON.class),
          Map.entry("jsonb", JSON.class));

  private PostgresColumns() {}

  static Codec<?, ?> codec(ResultSetMetaData columns, int index) throws SQLException {
    String type = columns.getColumnTypeName(index);
    Class<?> javaType = TYPES.get(type);
    Codec<?, ?> codec = javaType == null ? null : PostgresCodecs.ALL.find(javaType);
    if (codec == null) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "Column " + columns.getColumnLabel(index) + " is of type " + type + ": cast it to text");
    }
    return codec;
  }
}
