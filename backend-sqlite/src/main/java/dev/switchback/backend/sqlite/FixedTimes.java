package dev.switchback.backend.sqlite;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * The text that is written for dates and times of the years 0 to 9999, and its reading back: {@code
 * uuuu-MM-dd HH:mm:ss}, with {@code .SSSSSS} behind it where there is a fraction.
 *
 * <p>By hand, because a {@code DateTimeFormatter} took a ninth of the time of a bulk load, and two
 * fifths of that of reading many rows.
 */
final class FixedTimes {

  private static final int DATE_LENGTH = "uuuu-MM-dd".length();
  private static final int SECONDS_LENGTH = "HH:mm:ss".length();
  private static final int MICROS_LENGTH = "HH:mm:ss.SSSSSS".length();

  private FixedTimes() {}

  static String format(LocalDateTime value) {
    byte[] text = new byte[DATE_LENGTH + 1 + length(value.getNano())];
    put(text, value.toLocalDate());
    text[DATE_LENGTH] = ' ';
    put(text, DATE_LENGTH + 1, value.toLocalTime());
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  static String format(LocalTime value) {
    byte[] text = new byte[length(value.getNano())];
    put(text, 0, value);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  static String format(LocalDate value) {
    byte[] text = new byte[DATE_LENGTH];
    put(text, value);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The time that a text means, or {@code null} if it is not in this form. */
  static @Nullable LocalDateTime parse(String text) {
    int length = text.length() - DATE_LENGTH - 1;
    if ((length != SECONDS_LENGTH && length != MICROS_LENGTH) || text.charAt(DATE_LENGTH) != ' ') {
      return null;
    }
    try {
      LocalDate date = date(text);
      LocalTime time = date == null ? null : time(text, DATE_LENGTH + 1);
      return time == null ? null : LocalDateTime.of(date, time);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static int length(int nano) {
    return nano == 0 ? SECONDS_LENGTH : MICROS_LENGTH;
  }

  private static void put(byte[] text, LocalDate date) {
    put(text, 0, 4, date.getYear());
    text[4] = '-';
    put(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, date.getDayOfMonth());
  }

  private static @Nullable LocalDate date(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    boolean fits = (year | month | day) >= 0 && text.charAt(4) == '-' && text.charAt(7) == '-';
    return fits ? LocalDate.of(year, month, day) : null;
  }

  private static void put(byte[] text, int at, LocalTime time) {
    put(text, at, 2, time.getHour());
    text[at + 2] = ':';
    put(text, at + 3, 2, time.getMinute());
    text[at + 5] = ':';
    put(text, at + 6, 2, time.getSecond());
    if (time.getNano() != 0) {
      text[at + 8] = '.';
      put(text, at + 9, 6, time.getNano() / 1_000);
    }
  }

  private static @Nullable LocalTime time(String text, int at) {
    boolean seconds = text.length() == at + SECONDS_LENGTH;
    int hour = number(text, at, 2);
    int minute = number(text, at + 3, 2);
    int second = number(text, at + 6, 2);
    int micros = seconds ? 0 : number(text, at + 9, 6);
    boolean fits =
        (hour | minute | second | micros) >= 0
            && text.charAt(at + 2) == ':'
            && text.charAt(at + 5) == ':'
            && (seconds || text.charAt(at + 8) == '.');
    return fits ? LocalTime.of(hour, minute, second, micros * 1_000) : null;
  }

  /** Digits, with zeros in front. */
  private static void put(byte[] text, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** The number that some digits are; negative if they are not all digits. */
  private static int number(String text, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
