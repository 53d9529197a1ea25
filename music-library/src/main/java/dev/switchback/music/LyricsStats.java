package dev.switchback.music;

/**
 * What the cache of lyrics holds.
 *
 * @param found tracks with lyrics
 * @param notFound tracks of which it is known that there are none
 */
public record LyricsStats(int found, int notFound) {

  /** Both. */
  public int total() {
    return found + notFound;
  }
}
