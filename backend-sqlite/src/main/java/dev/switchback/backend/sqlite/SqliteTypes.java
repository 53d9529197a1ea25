package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.type.Limits;
import dev.switchback.backend.jdbc.type.PortableType;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.jooq.util.sqlite.SQLiteDataType;

/**
 * The portable types under declared names that say which they are. SQLite makes of a name no more
 * than an affinity: INT in it means integer, TEXT or CHAR text, BLOB none.
 */
final class SqliteTypes implements Types {

  static {
    // jOOQ's own types must be in its registry before ours, or ours would stand for theirs.
    SQLiteDataType.TEXT.getTypeName();
  }

  private static final DataType<BigDecimal> DECIMAL = named(BigDecimal.class, "decimal_text");
  private static final DataType<byte[]> UUID_BLOB = named(byte[].class, "uuid_blob");
  private static final DataType<String> INSTANT = named(String.class, "instant_text");
  private static final DataType<String> DATE_TIME = named(String.class, "datetime_text");
  private static final DataType<String> DATE = named(String.class, "date_text");
  private static final DataType<String> TIME = named(String.class, "time_text");
  private static final DataType<String> JSON_TEXT = named(String.class, "json_text");
  private static final DataType<String> LONG_TEXT = named(String.class, "text");

  private static <T> DataType<T> named(Class<T> type, String name) {
    return new DefaultDataType<>(SQLDialect.SQLITE, type, name);
  }

  @Override
  public DataType<Boolean> bool() {
    return PortableType.mark(ColumnKind.BOOL, 0, Boolean.class, SQLDataType.BOOLEAN);
  }

  @Override
  public DataType<Short> int16() {
    return PortableType.mark(ColumnKind.INT16, 0, Short.class, SQLDataType.SMALLINT);
  }

  @Override
  public DataType<Integer> int32() {
    return PortableType.mark(ColumnKind.INT32, 0, Integer.class, SQLDataType.INTEGER);
  }

  @Override
  public DataType<Long> int64() {
    return PortableType.mark(ColumnKind.INT64, 0, Long.class, SQLDataType.BIGINT);
  }

  @Override
  public DataType<Double> float64() {
    return PortableType.mark(ColumnKind.FLOAT64, 0, Double.class, SQLDataType.DOUBLE);
  }

  @Override
  public DataType<BigDecimal> decimal(int precision, int scale) {
    Limits.decimal(precision, scale);
    return PortableType.mark(
        ColumnKind.DECIMAL, 0, BigDecimal.class, DECIMAL.precision(precision, scale));
  }

  @Override
  public DataType<String> text(int length) {
    Limits.length(length);
    return PortableType.mark(ColumnKind.TEXT, length, String.class, SQLDataType.VARCHAR(length));
  }

  @Override
  public DataType<String> longText() {
    return PortableType.mark(ColumnKind.LONG_TEXT, 0, String.class, LONG_TEXT);
  }

  @Override
  public DataType<byte[]> bytes() {
    return PortableType.mark(ColumnKind.BYTES, 0, byte[].class, SQLDataType.BLOB);
  }

  @Override
  public DataType<byte[]> bytes(int length) {
    Limits.length(length);
    return PortableType.mark(ColumnKind.BYTES, length, byte[].class, SQLDataType.VARBINARY(length));
  }

  @Override
  public DataType<UUID> uuid() {
    return PortableType.mark(ColumnKind.UUID, 0, UUID.class, UUID_BLOB);
  }

  @Override
  public DataType<Instant> instant(int precision) {
    Limits.fraction(precision);
    return PortableType.mark(ColumnKind.INSTANT, 0, Instant.class, fraction(INSTANT, precision));
  }

  @Override
  public DataType<LocalDateTime> dateTime(int precision) {
    Limits.fraction(precision);
    return PortableType.mark(
        ColumnKind.DATE_TIME, 0, LocalDateTime.class, fraction(DATE_TIME, precision));
  }

  /** jOOQ prints lengths of texts; a length of 0 is none. */
  private static DataType<String> fraction(DataType<String> type, int precision) {
    return precision == 0 ? named(String.class, type.getTypeName() + "_0") : type;
  }

  @Override
  public DataType<LocalDate> date() {
    return PortableType.mark(ColumnKind.DATE, 0, LocalDate.class, DATE);
  }

  @Override
  public DataType<LocalTime> time() {
    return PortableType.mark(ColumnKind.TIME, 0, LocalTime.class, TIME);
  }

  @Override
  public DataType<JSON> json() {
    return PortableType.mark(ColumnKind.JSON, 0, JSON.class, JSON_TEXT);
  }

  @Override
  public <E extends Enum<E>> DataType<E> enumeration(Class<E> type) {
    return PortableType.markEnum(type, SQLDataType.VARCHAR(Limits.longestName(type)));
  }
}
