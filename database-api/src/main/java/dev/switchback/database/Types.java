package dev.switchback.database;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.JSON;

/**
 * The portable column types of one database, for jOOQ DDL: {@code createTable("t").column("id",
 * types.int64().identity(true))}. A value of each is read back as it was written, on every backend.
 *
 * <p>In queries plain jOOQ types serve ({@code SQLDataType.INSTANT}, {@code BIGINT}, …): the
 * value's Java type decides how it travels. Safe for use by many threads.
 */
public interface Types {

  /** True or false. */
  DataType<Boolean> bool();

  /** −2^15 to 2^15 − 1; outside is OUT_OF_RANGE. */
  DataType<Short> int16();

  /** −2^31 to 2^31 − 1; outside is OUT_OF_RANGE. */
  DataType<Integer> int32();

  /** −2^63 to 2^63 − 1. */
  DataType<Long> int64();

  /** A binary floating-point number; NaN and the infinities are refused with ILLEGAL_VALUE. */
  DataType<Double> float64();

  /**
   * A decimal number of {@code precision} digits (1 to 38), {@code scale} of them after the point;
   * more digits after the point are rounded half up, more before it are OUT_OF_RANGE. Order and
   * arithmetic in SQL need {@link Capability#EXACT_DECIMAL_ARITHMETIC}.
   */
  DataType<BigDecimal> decimal(int precision, int scale);

  /**
   * A text of at most {@code length} characters (code points), 1 to 16,383; more are TOO_LONG. It
   * compares and sorts by code point. NUL and lone surrogates are refused with ILLEGAL_VALUE.
   */
  DataType<String> text(int length);

  /** A text without a limit of its own; can be no key and have no index. */
  DataType<String> longText();

  /** Bytes without a limit of their own; can be no key and have no index. */
  DataType<byte[]> bytes();

  /** At most {@code length} bytes, 1 to 16,383; more are TOO_LONG. */
  DataType<byte[]> bytes(int length);

  /** A UUID. Its order differs between databases. */
  DataType<UUID> uuid();

  /** A point in time, to the microsecond; finer digits are cut off. */
  default DataType<Instant> instant() {
    return instant(6);
  }

  /** A point in time, years 1 to 9999, to the microsecond (6) or the second (0). */
  DataType<Instant> instant(int precision);

  /** A date and time of no zone, to the microsecond; finer digits are cut off. */
  default DataType<LocalDateTime> dateTime() {
    return dateTime(6);
  }

  /** A date and time of no zone, years 1 to 9999, to the microsecond (6) or the second (0). */
  DataType<LocalDateTime> dateTime(int precision);

  /** A date, years 1 to 9999. */
  DataType<LocalDate> date();

  /** A time of day, to the microsecond; finer digits are cut off. */
  DataType<LocalTime> time();

  /** A JSON document; its meaning is kept, not its spelling. Text that is no JSON is refused. */
  DataType<JSON> json();

  /** The constants of an enum, stored by name. */
  <E extends Enum<E>> DataType<E> enumeration(Class<E> type);
}
