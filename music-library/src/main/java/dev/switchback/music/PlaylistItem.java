package dev.switchback.music;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A track of a playlist.
 *
 * @param position its place, from 0
 * @param added when it came into the playlist, UTC
 * @param track the track
 */
public record PlaylistItem(int position, @Nullable LocalDateTime added, Track track) {}
