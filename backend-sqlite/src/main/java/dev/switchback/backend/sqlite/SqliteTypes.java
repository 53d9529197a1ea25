package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.type.Limits;
import dev.switchback.backend.jdbc.type.PortableType;
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
    return PortableType.of(Boolean.class, SQLDataType.BOOLEAN.collation(SqliteChecks.BOOL));
  }

  @Override
  public DataType<Short> int16() {
    return PortableType.of(Short.class, SQLDataType.SMALLINT.collation(SqliteChecks.INT16));
  }

  @Override
  public DataType<Integer> int32() {
    return PortableType.of(Integer.class, SQLDataType.INTEGER.collation(SqliteChecks.INT32));
  }

  @Override
  public DataType<Long> int64() {
    return PortableType.of(Long.class, SQLDataType.BIGINT.collation(SqliteChecks.INT64));
  }

  @Override
  public DataType<Double> float64() {
    return PortableType.of(Double.class, SQLDataType.DOUBLE);
  }

  @Override
  public DataType<BigDecimal> decimal(int precision, int scale) {
    Limits.decimal(precision, scale);
    return PortableType.of(
        BigDecimal.class,
        DECIMAL.precision(precision, scale).collation(SqliteChecks.decimal(precision, scale)));
  }

  @Override
  public DataType<String> text(int length) {
    Limits.length(length);
    return PortableType.of(
        String.class, SQLDataType.VARCHAR(length).collation(SqliteChecks.length(length)));
  }

  @Override
  public DataType<String> longText() {
    return PortableType.of(String.class, LONG_TEXT);
  }

  @Override
  public DataType<byte[]> bytes() {
    return PortableType.of(byte[].class, SQLDataType.BLOB);
  }

  @Override
  public DataType<byte[]> bytes(int length) {
    Limits.length(length);
    return PortableType.of(
        byte[].class, SQLDataType.VARBINARY(length).collation(SqliteChecks.length(length)));
  }

  @Override
  public DataType<UUID> uuid() {
    return PortableType.of(UUID.class, UUID_BLOB);
  }

  @Override
  public DataType<Instant> instant(int precision) {
    Limits.fraction(precision);
    return PortableType.of(Instant.class, fraction(INSTANT, precision));
  }

  @Override
  public DataType<LocalDateTime> dateTime(int precision) {
    Limits.fraction(precision);
    return PortableType.of(LocalDateTime.class, fraction(DATE_TIME, precision));
  }

  /** jOOQ prints lengths of texts; a length of 0 is none. */
  private static DataType<String> fraction(DataType<String> type, int precision) {
    return precision == 0
        ? named(String.class, type.getTypeName() + "_0").collation(SqliteChecks.WHOLE_SECONDS)
        : type;
  }

  @Override
  public DataType<LocalDate> date() {
    return PortableType.of(LocalDate.class, DATE);
  }

  @Override
  public DataType<LocalTime> time() {
    return PortableType.of(LocalTime.class, TIME);
  }

  @Override
  public DataType<JSON> json() {
    return PortableType.of(JSON.class, JSON_TEXT.collation(SqliteChecks.JSON));
  }

  @Override
  public <E extends Enum<E>> DataType<E> enumeration(Class<E> type) {
    return PortableType.ofEnum(
        type,
        SQLDataType.VARCHAR(Limits.longestName(type))
            .collation(SqliteChecks.oneOf(type.getEnumConstants())));
  }
}
