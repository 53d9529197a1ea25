package dev.switchback.music;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A track that the user likes.
 *
 * @param track the track
 * @param since when it became a favorite, UTC
 */
public record Favorite(Track track, @Nullable LocalDateTime since) {}
