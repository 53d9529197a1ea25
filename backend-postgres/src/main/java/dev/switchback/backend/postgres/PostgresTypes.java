package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.type.Limits;
import dev.switchback.backend.jdbc.type.PortableType;
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

  private static final String C = "C";
  private static final Collation BY_CODE_POINT = DSL.collation(C);
  private static final int TIME_PRECISION = 6;

  @Override
  public DataType<Boolean> bool() {
    return PortableType.of(Boolean.class, SQLDataType.BOOLEAN);
  }

  @Override
  public DataType<Short> int16() {
    return PortableType.of(Short.class, SQLDataType.SMALLINT);
  }

  @Override
  public DataType<Integer> int32() {
    return PortableType.of(Integer.class, SQLDataType.INTEGER);
  }

  @Override
  public DataType<Long> int64() {
    return PortableType.of(Long.class, SQLDataType.BIGINT);
  }

  @Override
  public DataType<Double> float64() {
    return PortableType.of(Double.class, SQLDataType.DOUBLE);
  }

  @Override
  public DataType<BigDecimal> decimal(int precision, int scale) {
    Limits.decimal(precision, scale);
    return PortableType.of(BigDecimal.class, SQLDataType.DECIMAL(precision, scale));
  }

  @Override
  public DataType<String> text(int length) {
    Limits.length(length);
    return PortableType.of(String.class, SQLDataType.VARCHAR(length).collation(BY_CODE_POINT));
  }

  @Override
  public DataType<String> longText() {
    return PortableType.of(String.class, SQLDataType.CLOB.collation(BY_CODE_POINT));
  }

  @Override
  public DataType<byte[]> bytes() {
    return PortableType.of(byte[].class, SQLDataType.BLOB);
  }

  @Override
  public DataType<byte[]> bytes(int length) {
    Limits.length(length);
    return PortableType.of(byte[].class, SQLDataType.BLOB.collation(PostgresChecks.bytes(length)));
  }

  @Override
  public DataType<UUID> uuid() {
    return PortableType.of(UUID.class, SQLDataType.UUID);
  }

  @Override
  public DataType<Instant> instant(int precision) {
    Limits.fraction(precision);
    return PortableType.of(Instant.class, SQLDataType.TIMESTAMPWITHTIMEZONE(precision));
  }

  @Override
  public DataType<LocalDateTime> dateTime(int precision) {
    Limits.fraction(precision);
    return PortableType.of(LocalDateTime.class, SQLDataType.TIMESTAMP(precision));
  }

  @Override
  public DataType<LocalDate> date() {
    return PortableType.of(LocalDate.class, SQLDataType.LOCALDATE);
  }

  @Override
  public DataType<LocalTime> time() {
    return PortableType.of(LocalTime.class, SQLDataType.LOCALTIME(TIME_PRECISION));
  }

  @Override
  public DataType<JSON> json() {
    return PortableType.of(JSON.class, SQLDataType.JSONB);
  }

  @Override
  public <E extends Enum<E>> DataType<E> enumeration(Class<E> type) {
    return PortableType.ofEnum(
        type,
        SQLDataType.VARCHAR(Limits.longestName(type))
            .collation(PostgresChecks.oneOf(C, type.getEnumConstants())));
  }
}
