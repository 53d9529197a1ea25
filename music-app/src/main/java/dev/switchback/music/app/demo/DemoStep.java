package dev.switchback.music.app.demo;

/**
 * A step that was done.
 *
 * @param name what was done
 * @param rows how many rows, files or calls that were
 * @param seconds how long it took
 */
public record DemoStep(String name, long rows, double seconds) {

  /** Rows in a second. */
  public double rate() {
    return seconds > 0 ? rows / seconds : 0;
  }
}
