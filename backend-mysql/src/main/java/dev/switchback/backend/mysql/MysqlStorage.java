package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.codec.Storage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms in which the driver carries values. */
record MysqlStorage<S>(int nullType, Setter<S> setter, Getter<S> getter, Function<S, String> writer)
    implements Storage<S> {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

  /** Sets a parameter. */
  interface Setter<S> {
    void set(PreparedStatement statement, int index, S value) throws SQLException;
  }

  /** Reads a column. */
  interface Getter<S> {
    @Nullable S get(ResultSet row, int index) throws SQLException;
  }

  static final Storage<Long> INT4 =
      new MysqlStorage<>(
          Types.INTEGER,
          (statement, index, value) -> statement.setInt(index, value.intValue()),
          (row, index) -> orNull(row.getLong(index), row),
          String::valueOf);

  static final Storage<Long> INT8 =
      new MysqlStorage<>(
          Types.BIGINT,
          PreparedStatement::setLong,
          (row, index) -> orNull(row.getLong(index), row),
          String::valueOf);

  static final Storage<Double> DOUBLE =
      new MysqlStorage<>(
          Types.DOUBLE,
          PreparedStatement::setDouble,
          (row, index) -> orNull(row.getDouble(index), row),
          MysqlStorage::exponential);

  static final Storage<Boolean> BOOLEAN =
      new MysqlStorage<>(
          Types.BOOLEAN,
          PreparedStatement::setBoolean,
          (row, index) -> orNull(row.getBoolean(index), row),
          String::valueOf);

  static final Storage<BigDecimal> DECIMAL =
      new MysqlStorage<>(
          Types.DECIMAL,
          PreparedStatement::setBigDecimal,
          ResultSet::getBigDecimal,
          BigDecimal::toPlainString);

  static final Storage<String> TEXT =
      new MysqlStorage<>(
          Types.VARCHAR, PreparedStatement::setString, ResultSet::getString, MysqlStorage::quote);

  static final Storage<byte[]> BYTES =
      new MysqlStorage<>(
          Types.BINARY,
          PreparedStatement::setBytes,
          ResultSet::getBytes,
          value -> "x'" + HexFormat.of().formatHex(value) + "'");

  static final Storage<LocalDateTime> DATETIME =
      new MysqlStorage<>(
          Types.TIMESTAMP,
          PreparedStatement::setObject,
          (row, index) -> row.getObject(index, LocalDateTime.class),
          value -> "timestamp'" + DATE_TIME.format(value) + "'");

  static final Storage<LocalDate> DATE =
      new MysqlStorage<>(
          Types.DATE,
          PreparedStatement::setObject,
          (row, index) -> row.getObject(index, LocalDate.class),
          value -> "date'" + value + "'");

  static final Storage<LocalTime> TIME =
      new MysqlStorage<>(
          Types.TIME,
          PreparedStatement::setObject,
          (row, index) -> row.getObject(index, LocalTime.class),
          value -> "time'" + TIME_OF_DAY.format(value) + "'");

  private static <S> @Nullable S orNull(S value, ResultSet row) throws SQLException {
    return row.wasNull() ? null : value;
  }

  /** With an exponent it is a floating-point number, and without it a decimal. */
  private static String exponential(double value) {
    String text = String.valueOf(value);
    return text.contains("E") ? text : text + "E0";
  }

  /** The backslash is an escape in the mode that every session is in. */
  static String quote(String value) {
    return '\'' + value.replace("\\", "\\\\").replace("'", "''") + '\'';
  }

  @Override
  public void bind(PreparedStatement statement, int index, S value) throws SQLException {
    setter.set(statement, index, value);
  }

  @Override
  public @Nullable S read(ResultSet row, int index) throws SQLException {
    return getter.get(row, index);
  }

  @Override
  public String literal(S value) {
    return writer.apply(value);
  }
}
