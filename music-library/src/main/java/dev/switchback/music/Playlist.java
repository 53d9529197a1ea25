package dev.switchback.music;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A list that the user made.
 *
 * @param id its number
 * @param name its name, that no other has; upper and lower case are different
 * @param position its place among the playlists, from 0
 * @param created when it was made, UTC
 * @param tracks how many tracks it has
 */
public record Playlist(
    long id, String name, int position, @Nullable LocalDateTime created, int tracks) {}
