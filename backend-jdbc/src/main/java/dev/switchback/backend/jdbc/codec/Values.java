package dev.switchback.backend.jdbc.codec;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.DataType;

/**
 * The portable rules for values: what every backend refuses, rounds or cuts off in the same way,
 * before anything is sent. Messages name the rule, never the value.
 */
public final class Values {

  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private static final int MOST_WHOLE_DIGITS = 131_072;
  private static final int MOST_FRACTION_DIGITS = 16_383;

  private Values() {}

  /** Narrows; OUT_OF_RANGE where that would lose digits. */
  public static Integer toInt(long value) {
    if (value != (int) value) {
      throw outOfRange("a 32-bit integer");
    }
    return (int) value;
  }

  /** Narrows; OUT_OF_RANGE where that would lose digits. */
  public static Short toShort(long value) {
    if (value != (short) value) {
      throw outOfRange("a 16-bit integer");
    }
    return (short) value;
  }

  static Byte toByte(long value) {
    if (value != (byte) value) {
      throw outOfRange("an 8-bit integer");
    }
    return (byte) value;
  }

  static Float toFloat(double value) {
    float narrow = (float) value;
    if (Float.isInfinite(narrow)) {
      throw outOfRange("a 32-bit floating-point number");
    }
    return narrow;
  }

  /** Refuses NaN and the infinities: the databases disagree on them. */
  public static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw illegal("NaN and infinite numbers cannot be stored");
    }
    return value;
  }

  /** Refuses NUL and lone surrogates, which some databases refuse and others change. */
  public static String text(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw illegal("A text with a NUL character cannot be stored (at position " + i + ")");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!pair) {
          throw illegal(
              "A text with half a surrogate pair cannot be stored (at position " + i + ")");
        }
        i++;
      }
    }
    return value;
  }

  /**
   * Rounds half up to the declared scale; OUT_OF_RANGE where the declared precision is too small.
   */
  public static BigDecimal decimal(BigDecimal value, DataType<?> declared) {
    if (!declared.precisionDefined() || declared.precision() == 0) {
      return ofBearableLength(value);
    }
    int scale = declared.scaleDefined() ? declared.scale() : 0;
    // Before it is rounded: a few bytes of text name numbers of more digits than there is memory.
    if (value.signum() != 0 && wholeDigits(value) > declared.precision() - scale) {
      throw outOfRange("decimal(" + declared.precision() + ", " + scale + ")");
    }
    if (value.signum() == 0 || wholeDigits(value) < -scale) {
      return BigDecimal.ZERO.setScale(scale);
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() - rounded.scale() > declared.precision() - scale) {
      throw outOfRange("decimal(" + declared.precision() + ", " + scale + ")");
    }
    return rounded;
  }

  /** The digits in front of the point; negative for the zeros that follow it. */
  private static long wholeDigits(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  /** What PostgreSQL's {@code numeric} without a precision takes, and more than anybody needs. */
  private static BigDecimal ofBearableLength(BigDecimal value) {
    if (value.scale() > MOST_FRACTION_DIGITS
        || value.scale() < -MOST_WHOLE_DIGITS
        || wholeDigits(value) > MOST_WHOLE_DIGITS) {
      throw outOfRange(
          "a number of " + MOST_WHOLE_DIGITS + " digits and a fraction of " + MOST_FRACTION_DIGITS);
    }
    return value;
  }

  /** Cuts to the declared fraction; OUT_OF_RANGE outside the years 1 to 9999 in UTC. */
  public static OffsetDateTime instant(Instant value, DataType<?> declared) {
    if (value.isBefore(FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC))
        || !value.isBefore(LAST_DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))) {
      throw outOfRange("a point in time of the years 1 to 9999");
    }
    return value.truncatedTo(fraction(declared)).atOffset(ZoneOffset.UTC);
  }

  /** Cuts to the declared fraction; OUT_OF_RANGE outside the years 1 to 9999. */
  public static LocalDateTime dateTime(LocalDateTime value, DataType<?> declared) {
    date(value.toLocalDate());
    return value.truncatedTo(fraction(declared));
  }

  /** OUT_OF_RANGE outside the years 1 to 9999. */
  public static LocalDate date(LocalDate value) {
    if (value.isBefore(FIRST_DAY) || value.isAfter(LAST_DAY)) {
      throw outOfRange("a date of the years 1 to 9999");
    }
    return value;
  }

  /** Cuts to the declared fraction. */
  public static LocalTime time(LocalTime value, DataType<?> declared) {
    return value.truncatedTo(fraction(declared));
  }

  private static ChronoUnit fraction(DataType<?> declared) {
    boolean wholeSeconds = declared.precisionDefined() && declared.precision() == 0;
    return wholeSeconds ? ChronoUnit.SECONDS : ChronoUnit.MICROS;
  }

  /** A stored value that its field's Java type cannot hold. */
  public static DatabaseException mapping(String stored, String type) {
    return DatabaseException.of(
        ErrorKind.MAPPING, "A stored " + stored + " cannot be read as " + type);
  }

  /** A value that no portable column holds. */
  public static DatabaseException illegal(String message) {
    return DatabaseException.of(ErrorKind.ILLEGAL_VALUE, message);
  }

  private static DatabaseException outOfRange(String what) {
    return DatabaseException.of(ErrorKind.OUT_OF_RANGE, "The value does not fit " + what);
  }
}
