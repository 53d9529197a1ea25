package dev.switchback.backend.mysql;

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
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.util.mariadb.MariaDBDataType;
import org.jooq.util.mysql.MySQLDataType;

/** The portable types as those of the server; text in the collation that goes by code point. */
@SuppressWarnings("deprecation") // jOOQ has no other way to say what a type is called here
final class MysqlTypes implements Types {

  private static final int UUID_BYTES = 16;
  private static final int TIME_PRECISION = 6;

  private final boolean mysql;
  private final String collation;

  MysqlTypes(Flavour flavour) {
    this.mysql = flavour == Flavour.MYSQL;
    this.collation = flavour.collation();
  }

  @Override
  public DataType<Boolean> bool() {
    return PortableType.of(Boolean.class, SQLDataType.BOOLEAN.collation(MysqlChecks.BOOL));
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
    return PortableType.of(
        String.class, SQLDataType.VARCHAR(length).collation(DSL.collation(collation)));
  }

  @Override
  public DataType<String> longText() {
    return PortableType.of(
        String.class,
        (mysql ? MySQLDataType.LONGTEXT : MariaDBDataType.LONGTEXT)
            .collation(DSL.collation(collation)));
  }

  @Override
  public DataType<byte[]> bytes() {
    return PortableType.of(byte[].class, mysql ? MySQLDataType.LONGBLOB : MariaDBDataType.LONGBLOB);
  }

  @Override
  public DataType<byte[]> bytes(int length) {
    Limits.length(length);
    return PortableType.of(
        byte[].class, (mysql ? MySQLDataType.VARBINARY : MariaDBDataType.VARBINARY).length(length));
  }

  @Override
  public DataType<UUID> uuid() {
    return PortableType.of(UUID.class, SQLDataType.VARBINARY(UUID_BYTES));
  }

  @Override
  public DataType<Instant> instant(int precision) {
    return PortableType.of(Instant.class, dateTimeOf(precision));
  }

  @Override
  public DataType<LocalDateTime> dateTime(int precision) {
    return PortableType.of(LocalDateTime.class, dateTimeOf(precision));
  }

  private DataType<?> dateTimeOf(int precision) {
    Limits.fraction(precision);
    return (mysql ? MySQLDataType.DATETIME : MariaDBDataType.DATETIME).precision(precision);
  }

  @Override
  public DataType<LocalDate> date() {
    return PortableType.of(LocalDate.class, SQLDataType.LOCALDATE);
  }

  @Override
  public DataType<LocalTime> time() {
    return PortableType.of(
        LocalTime.class,
        (mysql ? MySQLDataType.TIME : MariaDBDataType.TIME).precision(TIME_PRECISION));
  }

  @Override
  public DataType<JSON> json() {
    return PortableType.of(JSON.class, SQLDataType.JSON);
  }

  @Override
  public <E extends Enum<E>> DataType<E> enumeration(Class<E> type) {
    return PortableType.ofEnum(
        type,
        SQLDataType.VARCHAR(Limits.longestName(type))
            .collation(MysqlChecks.oneOf(collation, type.getEnumConstants())));
  }
}
