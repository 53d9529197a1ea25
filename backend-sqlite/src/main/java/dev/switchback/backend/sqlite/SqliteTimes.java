package dev.switchback.backend.sqlite;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Dates and times as text that sorts and compares like the time that it means: UTC, a blank between
 * date and time, and six digits of a second's fraction, or none where it is zero. So SQLite's own
 * {@code current_timestamp} is the same text.
 *
 * <p>Reading is lenient: other programs write {@code T}, {@code Z}, an offset, other fractions.
 */
final class SqliteTimes {

  private static final int DATE_LENGTH = "uuuu-MM-dd".length();
  private static final int SECONDS_LENGTH = "HH:mm:ss".length();
  private static final int MICROS_LENGTH = ".SSSSSS".length();

  private static final DateTimeFormatter LENIENT_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm[:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("]")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter LENIENT_DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[ ]['T']")
          .append(LENIENT_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT);

  private SqliteTimes() {}

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

  private static int length(int nano) {
    return nano == 0 ? SECONDS_LENGTH : SECONDS_LENGTH + MICROS_LENGTH;
  }

  // By hand, because a DateTimeFormatter took a ninth of the time of a bulk load.

  private static void put(byte[] text, LocalDate date) {
    put(text, 0, 4, date.getYear());
    text[4] = '-';
    put(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, date.getDayOfMonth());
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

  /** Digits, with zeros in front. */
  private static void put(byte[] text, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static OffsetDateTime parseInstant(String text) {
    return (OffsetDateTime)
        LENIENT_DATE_TIME.parseBest(
            text,
            OffsetDateTime::from,
            parsed -> LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC));
  }

  static LocalDateTime parseDateTime(String text) {
    return LENIENT_DATE_TIME.parse(text, LocalDateTime::from);
  }

  static LocalDate parseDate(String text) {
    return DateTimeFormatter.ISO_LOCAL_DATE.parse(text, LocalDate::from);
  }

  static LocalTime parseTime(String text) {
    return LENIENT_TIME.parse(text, LocalTime::from);
  }
}
