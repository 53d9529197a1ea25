package dev.switchback.music;

import java.util.AbstractList;
import java.util.List;

/**
 * Made-up tracks, the same on every machine, with sums that a formula knows: for demonstrations,
 * tests and measurements. Track {@code i} is by artist {@code i mod 100} on album {@code i mod 10}.
 */
public final class SampleTracks {

  private static final int ARTISTS = 100;
  private static final int ALBUMS = 10;
  private static final int DURATIONS = 120;
  private static final long BASE_SIZE = 5_000_000;
  private static final long BASE_MTIME_NS = 1_700_000_000_000_000_000L;

  private SampleTracks() {}

  /** Track {@code i}, from 0. */
  public static TrackFile track(int i) {
    String artist = "Artist " + i % ARTISTS;
    String path =
        String.format("/music/artist%d/album%d/track%04d.mp3", i % ARTISTS, i % ALBUMS, i);
    return new TrackFile(
        path,
        new TrackMetadata(
            "Track " + i,
            artist,
            "Album " + i % ALBUMS,
            artist,
            String.valueOf(i % 20 + 1),
            "20",
            "2024",
            180.0 + i % DURATIONS,
            BASE_SIZE + 100L * i,
            BASE_MTIME_NS + i,
            i + 1L,
            String.format("sha256:%064x", i)));
  }

  /** The tracks from one number up to, not including, another; made as they are asked for. */
  public static List<TrackFile> range(int from, int to) {
    return new AbstractList<>() {
      @Override
      public TrackFile get(int index) {
        return track(from + index);
      }

      @Override
      public int size() {
        return to - from;
      }
    };
  }

  /** The sums of the first {@code n} tracks. */
  public static LibraryStats stats(int n) {
    return new LibraryStats(n, seconds(n), bytes(n), Math.min(n, ARTISTS), Math.min(n, ALBUMS));
  }

  /** The duration of the first {@code n} tracks. */
  public static double seconds(int n) {
    long full = n / DURATIONS;
    long rest = n % DURATIONS;
    return 180.0 * n + full * (DURATIONS * (DURATIONS - 1L) / 2) + rest * (rest - 1) / 2;
  }

  /** The size of the first {@code n} tracks. */
  public static long bytes(int n) {
    return BASE_SIZE * n + 100L * n * (n - 1L) / 2;
  }

  /** How many of the first {@code n} tracks are by one artist, 0 to 99. */
  public static int ofArtist(int artist, int n) {
    return (n - artist + ARTISTS - 1) / ARTISTS * (n > artist ? 1 : 0);
  }

  /** How many of the first {@code n} tracks contain "Artist 5": artists 5 and 50 to 59. */
  public static int containingArtist5(int n) {
    int found = ofArtist(5, n);
    for (int artist = 50; artist < 60; artist++) {
      found += ofArtist(artist, n);
    }
    return found;
  }
}
