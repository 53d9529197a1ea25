package dev.switchback.backend.sqlite;

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
    return FixedTimes.format(value);
  }

  static String format(LocalTime value) {
    return FixedTimes.format(value);
  }

  static String format(LocalDate value) {
    return FixedTimes.format(value);
  }

  static OffsetDateTime parseInstant(String text) {
    LocalDateTime ours = FixedTimes.parse(text);
    if (ours != null) {
      return ours.atOffset(ZoneOffset.UTC);
    }
    return (OffsetDateTime)
        LENIENT_DATE_TIME.parseBest(
            text,
            OffsetDateTime::from,
            parsed -> LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC));
  }

  static LocalDateTime parseDateTime(String text) {
    LocalDateTime ours = FixedTimes.parse(text);
    return ours != null ? ours : LENIENT_DATE_TIME.parse(text, LocalDateTime::from);
  }

  static LocalDate parseDate(String text) {
    return DateTimeFormatter.ISO_LOCAL_DATE.parse(text, LocalDate::from);
  }

  static LocalTime parseTime(String text) {
    return LENIENT_TIME.parse(text, LocalTime::from);
  }
}
