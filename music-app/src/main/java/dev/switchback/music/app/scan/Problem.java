package dev.switchback.music.app.scan;

/**
 * A file or folder with which something is wrong; the scan goes on without it.
 *
 * @param path which
 * @param message what is wrong, in a few words
 */
public record Problem(String path, String message) {}
