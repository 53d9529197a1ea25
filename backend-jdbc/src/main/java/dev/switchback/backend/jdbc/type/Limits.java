package dev.switchback.backend.jdbc.type;

/** The limits of {@link dev.switchback.database.Types}: the smallest that all databases allow. */
public final class Limits {

  private static final int MAX_LENGTH = 16_383;
  private static final int MAX_PRECISION = 38;

  private Limits() {}

  /** Checks a length. */
  public static void length(int length) {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("A length is from 1 to " + MAX_LENGTH + ", not " + length);
    }
  }

  /** Checks a decimal's digits. */
  public static void decimal(int precision, int scale) {
    if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "A decimal has 1 to "
              + MAX_PRECISION
              + " digits, of which none to all after the point, not ("
              + precision
              + ", "
              + scale
              + ")");
    }
  }

  /** Checks the digits of a second's fraction. */
  public static void fraction(int precision) {
    if (precision != 0 && precision != 6) {
      throw new IllegalArgumentException(
          "A time has 0 or 6 digits after the second, not " + precision);
    }
  }

  /** The length of an enumeration's column. */
  public static int longestName(Class<? extends Enum<?>> type) {
    int longest = 1;
    for (Enum<?> constant : type.getEnumConstants()) {
      longest = Math.max(longest, constant.name().length());
    }
    return longest;
  }
}
