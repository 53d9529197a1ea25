package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of times, beside that of the JDK's formatter. */
final class SqliteTimesTest {

  private static final DateTimeFormatter SECONDS = pattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MICROS = pattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  @Test
  void theirTextIsThatOfTheFormatter() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long firstDay = LocalDate.of(1, 1, 1).toEpochDay();
    long days = LocalDate.of(9999, 12, 31).toEpochDay() - firstDay + 1;
    for (int i = 0; i < 10_000; i++) {
      LocalDateTime time =
          LocalDate.ofEpochDay(firstDay + random.nextLong(days))
              .atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400)))
              .withNano(random.nextInt(1_000_000) * 1_000);
      assertText("seed " + seed, time);
      assertText("seed " + seed, time.withNano(0));
    }
  }

  @Test
  void zerosStand() {
    for (LocalDateTime time :
        List.of(
            LocalDate.of(1, 1, 1).atStartOfDay(),
            LocalDate.of(1, 1, 1).atTime(0, 0, 0, 1_000),
            LocalDate.of(2026, 1, 2).atTime(3, 4, 5, 100_000_000),
            LocalDate.of(9999, 12, 31).atTime(23, 59, 59, 999_999_000))) {
      assertText("", time);
    }
  }

  /** Other programs' forms, and days that are none: as they were read before. */
  @Test
  void otherTextsAreReadToo() {
    LocalDateTime time = LocalDateTime.of(2026, 2, 28, 3, 4, 5);
    assertThat(
            List.of(
                SqliteTimes.parseDateTime("2026-02-28T03:04:05"),
                SqliteTimes.parseDateTime("2026-02-28 03:04:05Z"),
                SqliteTimes.parseDateTime("2026-02-28 03:04:05.000000"),
                SqliteTimes.parseDateTime("2026-02-30 03:04:05"),
                SqliteTimes.parseInstant("2026-02-28 04:04:05+01:00").toInstant(),
                SqliteTimes.parseInstant("2026-02-28 03:04:05").toInstant()))
        .containsExactly(
            time, time, time, time, time.toInstant(ZoneOffset.UTC), time.toInstant(ZoneOffset.UTC));
    assertThat(SqliteTimes.parseDateTime("2026-02-28 03:04:05.12"))
        .isEqualTo(time.withNano(120_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-28 03:04;05",
        "2026-02-28 03:04:05,000000",
        "2026_02-28 03:04:05",
        "2026-02-2x 03:04:05",
        "2026-02-28 0/:04:05",
        "2026-13-01 03:04:05",
        "2026-02-28 25:04:05",
        "2026-02-28 03:04:61"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> SqliteTimes.parseDateTime(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> SqliteTimes.parseInstant(text)).isInstanceOf(DateTimeException.class);
  }

  private static void assertText(String seed, LocalDateTime time) {
    String expected = (time.getNano() == 0 ? SECONDS : MICROS).format(time);
    assertThat(SqliteTimes.format(time)).as(seed).isEqualTo(expected);
    assertThat(SqliteTimes.format(time.toLocalDate())).as(seed).isEqualTo(expected.split(" ")[0]);
    assertThat(SqliteTimes.format(time.toLocalTime())).as(seed).isEqualTo(expected.split(" ")[1]);
    assertThat(SqliteTimes.parseDateTime(expected)).as(seed).isEqualTo(time);
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
