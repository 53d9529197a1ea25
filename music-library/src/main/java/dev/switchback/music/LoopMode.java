package dev.switchback.music;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the player plays when the queue has ended. */
public enum LoopMode {
  /** Nothing. */
  NONE,
  /** The queue again. */
  ALL,
  /** The same track again. */
  ONE;

  static LoopMode read(@Nullable String stored) {
    for (LoopMode mode : values()) {
      if (mode.stored().equals(stored)) {
        return mode;
      }
    }
    return NONE;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
