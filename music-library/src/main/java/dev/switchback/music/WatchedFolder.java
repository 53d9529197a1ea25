package dev.switchback.music;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is scanned by itself.
 *
 * @param id its number
 * @param path its path, that no other has
 * @param rule when it is scanned
 * @param lastScanned when it was scanned last
 * @param created since when it is watched
 * @param updated when anything of this was changed last
 */
public record WatchedFolder(
    long id,
    String path,
    Rule rule,
    @Nullable Instant lastScanned,
    Instant created,
    Instant updated) {

  /** What makes the scans begin. */
  public enum Mode {
    /** The player's start. */
    STARTUP,
    /** Changes in the folder. */
    CONTINUOUS,
    /** The user. */
    MANUAL,
    /** The same as {@link #CONTINUOUS}, in old files. */
    WATCH;

    static Mode read(String stored) {
      for (Mode mode : values()) {
        if (mode.stored().equals(stored)) {
          return mode;
        }
      }
      return STARTUP;
    }

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * When a folder is scanned.
   *
   * @param mode what makes the scans begin
   * @param cadenceMinutes how often, in minutes, 1 to 1440
   * @param enabled whether it is scanned at all
   */
  public record Rule(Mode mode, int cadenceMinutes, boolean enabled) {

    /** Changes in the folder, every 10 minutes. */
    public static final Rule DEFAULT = new Rule(Mode.CONTINUOUS, 10, true);

    /** Checks the cadence. */
    public Rule {
      Objects.requireNonNull(mode);
      if (cadenceMinutes < 1 || cadenceMinutes > 1440) {
        throw new IllegalArgumentException(
            "The cadence must be from 1 to 1440 minutes, not " + cadenceMinutes);
      }
    }

    /** Begun by something else. */
    public Rule withMode(Mode other) {
      return new Rule(other, cadenceMinutes, enabled);
    }

    /** At other times. */
    public Rule every(int minutes) {
      return new Rule(mode, minutes, enabled);
    }

    /** Switched on or off. */
    public Rule enabled(boolean on) {
      return new Rule(mode, cadenceMinutes, on);
    }
  }
}
