package dev.switchback.music.app.scan;

import java.time.Duration;

/**
 * When a watched folder is scanned.
 *
 * @param quiet so long nothing may have changed: whoever copies an album is not done after a file
 * @param longest so long at most after the first change, if they never end
 * @param again so long after the last scan if nothing changed: not every file system tells
 */
public record WatchPace(Duration quiet, Duration longest, Duration again) {

  /** A second, ten seconds, ten minutes. */
  public static final WatchPace DEFAULT =
      new WatchPace(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(10));

  /** With another time until all is scanned again. */
  public WatchPace again(Duration time) {
    return new WatchPace(quiet, longest, time);
  }
}
