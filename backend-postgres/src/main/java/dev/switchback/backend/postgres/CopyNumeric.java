package dev.switchback.backend.postgres;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * A decimal as the server sends and receives it: digits to the base of 10,000.
 *
 * @param weight the exponent of the first digit, to that base
 * @param negative its sign
 * @param scale the decimal digits behind the point
 * @param digits without zeros in front and in the end
 */
record CopyNumeric(int weight, boolean negative, int scale, short[] digits) {

  private static final int DECIMALS = 4;
  private static final int NEGATIVE = 0x4000;

  static CopyNumeric of(BigDecimal number) {
    BigDecimal value = number.scale() < 0 ? number.setScale(0) : number;
    String decimals = value.unscaledValue().abs().toString();
    // Zeros on both sides, so that the point stands between two digits of ours.
    int behind = (value.scale() + DECIMALS - 1) / DECIMALS;
    decimals += "0".repeat(behind * DECIMALS - value.scale());
    decimals = "0".repeat(Math.floorMod(-decimals.length(), DECIMALS)) + decimals;
    int count = decimals.length() / DECIMALS;
    int first = 0;
    int end = count;
    while (first < end && digit(decimals, first) == 0) {
      first++;
    }
    while (end > first && digit(decimals, end - 1) == 0) {
      end--;
    }
    short[] digits = new short[end - first];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = digit(decimals, first + i);
    }
    int weight = digits.length == 0 ? 0 : count - behind - 1 - first;
    return new CopyNumeric(weight, value.signum() < 0, value.scale(), digits);
  }

  private static short digit(String decimals, int index) {
    int at = index * DECIMALS;
    return (short) Integer.parseInt(decimals, at, at + DECIMALS, 10);
  }

  /** The bytes that it takes. */
  int size() {
    return (4 + digits.length) * Short.BYTES;
  }

  void put(ByteBuffer buffer) {
    buffer.putShort((short) digits.length);
    buffer.putShort((short) weight);
    buffer.putShort((short) (negative ? NEGATIVE : 0));
    buffer.putShort((short) scale);
    for (short digit : digits) {
      buffer.putShort(digit);
    }
  }
}
