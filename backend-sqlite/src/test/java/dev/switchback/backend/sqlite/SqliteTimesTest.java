package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
