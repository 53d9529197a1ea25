package dev.switchback.music;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A play that a service is told of.
 *
 * @param artist the artist
 * @param track the title
 * @param album the album
 * @param played when it was played; fractions of a second are cut off
 */
public record Scrobble(String artist, String track, @Nullable String album, Instant played) {

  /** Refuses null, but for the album. */
  public Scrobble {
    Objects.requireNonNull(artist);
    Objects.requireNonNull(track);
    Objects.requireNonNull(played);
  }
}
