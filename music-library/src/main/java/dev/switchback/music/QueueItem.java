package dev.switchback.music;

import org.jspecify.annotations.Nullable;

/**
 * An item of the play queue.
 *
 * @param position its place, from 0
 * @param path its file
 * @param track the track of that file; {@code null} if the library has none, of several the one
 *     that was there first
 */
public record QueueItem(int position, String path, @Nullable Track track) {}
