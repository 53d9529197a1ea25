package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import org.jooq.JSON;

/** The codec of a column of which the query says nothing, by the server's type. */
final class MysqlColumns {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("BOOLEAN", Boolean.class),
          Map.entry("TINYINT", Short.class),
          Map.entry("TINYINT UNSIGNED", Short.class),
          Map.entry("SMALLINT", Short.class),
          Map.entry("SMALLINT UNSIGNED", Integer.class),
          Map.entry("MEDIUMINT", Integer.class),
          Map.entry("MEDIUMINT UNSIGNED", Integer.class),
          Map.entry("INT", Integer.class),
          Map.entry("INT UNSIGNED", Long.class),
          Map.entry("BIGINT", Long.class),
          Map.entry("BIGINT UNSIGNED", BigInteger.class),
          Map.entry("YEAR", Integer.class),
          Map.entry("FLOAT", Float.class),
          Map.entry("DOUBLE", Double.class),
          Map.entry("DECIMAL", BigDecimal.class),
          Map.entry("CHAR", String.class),
          Map.entry("VARCHAR", String.class),
          Map.entry("TINYTEXT", String.class),
          Map.entry("TEXT", String.class),
          Map.entry("MEDIUMTEXT", String.class),
          Map.entry("LONGTEXT", String.class),
          Map.entry("ENUM", String.class),
          Map.entry("SET", String.class),
          Map.entry("NULL", String.class),
          Map.entry("BINARY", byte[].class),
          Map.entry("VARBINARY", byte[].class),
          Map.entry("TINYBLOB", byte[].class),
          Map.entry("BLOB", byte[].class),
          Map.entry("MEDIUMBLOB", byte[].class),
          Map.entry("LONGBLOB", byte[].class),
          Map.entry("DATETIME", LocalDateTime.class),
          Map.entry("TIMESTAMP", LocalDateTime.class),
          Map.entry("DATE", LocalDate.class),
          Map.entry("TIME", LocalTime.class),
          Map.entry("JSON", JSON.class));

  private MysqlColumns() {}

  static Codec<?, ?> codec(Codecs codecs, ResultSetMetaData columns, int index)
      throws SQLException {
    String type = columns.getColumnTypeName(index);
    boolean bit = columns.getColumnType(index) == java.sql.Types.BOOLEAN;
    Class<?> javaType = bit ? Boolean.class : TYPES.get(type);
    Codec<?, ?> codec = javaType == null ? null : codecs.find(javaType);
    if (codec == null) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "Column " + columns.getColumnLabel(index) + " is of type " + type + ": cast it to char");
    }
    return codec;
  }
}
