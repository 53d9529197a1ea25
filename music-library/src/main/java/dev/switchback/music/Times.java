package dev.switchback.music;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as the tables have them: whole seconds, UTC, and always by the program's clock. */
final class Times {

  private Times() {}

  static LocalDateTime now(Clock clock) {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  }

  static LocalDateTime ago(Duration age, Clock clock) {
    return now(clock).minus(age);
  }
}
