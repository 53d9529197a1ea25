package dev.switchback.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one check that all durations of the API share. */
final class Durations {

  private Durations() {}

  static void checkNotNegative(String name, @Nullable Duration duration) {
    if (duration != null && duration.isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + duration);
    }
  }
}
