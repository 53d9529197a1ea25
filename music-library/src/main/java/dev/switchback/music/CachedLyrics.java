package dev.switchback.music;

import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the lyrics of a track.
 *
 * @param artist the artist, 300 characters at most
 * @param title the title, 300 characters at most
 * @param album the album
 * @param text the lyrics; {@code null}: there are none to be found
 * @param source where they are from
 * @param fetched when they were looked for, UTC
 */
public record CachedLyrics(
    String artist,
    String title,
    @Nullable String album,
    @Nullable String text,
    @Nullable String source,
    @Nullable LocalDateTime fetched) {

  /** Refuses null where it means nothing. */
  public CachedLyrics {
    Objects.requireNonNull(artist);
    Objects.requireNonNull(title);
  }
}
