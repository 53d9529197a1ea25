package dev.switchback.music.app.scan;

import org.jspecify.annotations.Nullable;

/**
 * A file as the inventory sees it, without opening it.
 *
 * @param path its absolute path
 * @param size bytes
 * @param mtimeNs the last change, in nanoseconds since 1970
 */
public record AudioFile(String path, long size, @Nullable Long mtimeNs) {}
