package dev.switchback.music;

/**
 * Sums over the tracks whose files are there.
 *
 * @param tracks how many
 * @param seconds their duration
 * @param bytes their size
 * @param artists how many different artists
 * @param albums how many different album names
 */
public record LibraryStats(long tracks, double seconds, long bytes, long artists, long albums) {}
