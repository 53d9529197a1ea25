package dev.switchback.music;

/**
 * When a play is one: of a track of 30 s or more, the given part of it was heard, or 240 s.
 *
 * @param percent the part, 25 to 100
 */
public record ScrobbleRule(int percent) {

  private static final double SHORTEST_SECONDS = 30;
  private static final double ENOUGH_SECONDS = 240;

  /** The part that players ask for unless told otherwise: 90 %. */
  public static final ScrobbleRule DEFAULT = new ScrobbleRule(90);

  /** Checks the part. */
  public ScrobbleRule {
    if (percent < 25 || percent > 100) {
      throw new IllegalArgumentException("The part must be from 25 to 100 %, not " + percent);
    }
  }

  /**
   * Whether a play is to be reported.
   *
   * @param duration of the track, in seconds
   * @param heard how much of it was played, in seconds
   */
  public boolean applies(double duration, double heard) {
    return duration >= SHORTEST_SECONDS
        && heard >= Math.min(duration * percent / 100, ENOUGH_SECONDS);
  }
}
