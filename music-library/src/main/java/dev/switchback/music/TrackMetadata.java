package dev.switchback.music;

import org.jspecify.annotations.Nullable;

/**
 * What a file says about its track. Everything may be absent. Immutable.
 *
 * @param title the title
 * @param artist the artist
 * @param album the album
 * @param albumArtist the album's artist
 * @param trackNumber the number on the album, as text
 * @param trackTotal the album's number of tracks, as text
 * @param date a year or a full date, as the file says
 * @param duration seconds
 * @param fileSize bytes
 * @param fileMtimeNs the last change, in nanoseconds since 1970
 * @param fileInode the 64 bits of the file system's unsigned number of the file
 * @param contentHash {@code sha256:} and 64 hexadecimal digits
 */
public record TrackMetadata(
    @Nullable String title,
    @Nullable String artist,
    @Nullable String album,
    @Nullable String albumArtist,
    @Nullable String trackNumber,
    @Nullable String trackTotal,
    @Nullable String date,
    @Nullable Double duration,
    @Nullable Long fileSize,
    @Nullable Long fileMtimeNs,
    @Nullable Long fileInode,
    @Nullable String contentHash) {

  /** A track of which no more is known than its title. */
  public static TrackMetadata titled(String title) {
    return new TrackMetadata(
        title, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** A copy of which the file's own facts are known. */
  public TrackMetadata withFile(
      long size, @Nullable Long mtimeNs, @Nullable Long inode, @Nullable String hash) {
    return new TrackMetadata(
        title,
        artist,
        album,
        albumArtist,
        trackNumber,
        trackTotal,
        date,
        duration,
        size,
        mtimeNs,
        inode,
        hash);
  }
}
