package dev.switchback.backend.postgres;

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
import org.jooq.Collation;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The portable types as PostgreSQL's own; text in the collation that goes by code point. */
final class PostgresTypes implements Types {

  private static final Collation BY_CODE_POINT = DSL.collation("C");
  private static final int TIME_PRECISION = 6;

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
        ColumnKind.DECIMAL, 0, BigDecimal.class, SQLDataType.DECIMAL(precision, scale));
  }

  @Override
  public DataType<String> text(int length) {
    Limits.length(length);
    return PortableType.mark(
        ColumnKind.TEXT,
        length,
        String.class,
        SQLDataType.VARCHAR(length).collation(BY_CODE_POINT));
  }

  @Override
  public DataType<String> longText() {
    return PortableType.mark(
        ColumnKind.LONG_TEXT, 0, String.class, SQLDataType.CLOB.collation(BY_CODE_POINT));
  }

  @Override
  public DataType<byte[]> bytes() {
    return PortableType.mark(ColumnKind.BYTES, 0, byte[].class, SQLDataType.BLOB);
  }

  @Override
  public DataType<byte[]> bytes(int length) {
    Limits.length(length);
    return PortableType.mark(ColumnKind.BYTES, length, byte[].class, SQLDataType.BLOB);
  }

  @Override
  public DataType<UUID> uuid() {
    return PortableType.mark(ColumnKind.UUID, 0, UUID.class, SQLDataType.UUID);
  }

  @Override
  public DataType<Instant> instant(int precision) {
    Limits.fraction(precision);
    return PortableType.mark(
        ColumnKind.INSTANT, 0, Instant.class, SQLDataType.TIMESTAMPWITHTIMEZONE(precision));
  }

  @Override
  public DataType<LocalDateTime> dateTime(int precision) {
    Limits.fraction(precision);
    return PortableType.mark(
        ColumnKind.DATE_TIME, 0, LocalDateTime.class, SQLDataType.TIMESTAMP(precision));
  }

  @Override
  public DataType<LocalDate> date() {
    return PortableType.mark(ColumnKind.DATE, 0, LocalDate.class, SQLDataType.LOCALDATE);
  }

  @Override
  public DataType<LocalTime> time() {
    return PortableType.mark(
        ColumnKind.TIME, 0, LocalTime.class, SQLDataType.LOCALTIME(TIME_PRECISION));
  }

  @Override
  public DataType<JSON> json() {
    return PortableType.mark(ColumnKind.JSON, 0, JSON.class, SQLDataType.JSONB);
  }

  @Override
  public <E extends Enum<E>> DataType<E> enumeration(Class<E> type) {
    return PortableType.markEnum(
        type, SQLDataType.VARCHAR(Limits.longestName(type)).collation(BY_CODE_POINT));
  }
}
