package dev.switchback.music;

import java.util.Objects;

/**
 * A file to be written to the library: its path, which finds it, and what it says.
 *
 * @param path the path, compared character by character
 * @param metadata what the file says
 */
public record TrackFile(String path, TrackMetadata metadata) {

  /** Refuses null. */
  public TrackFile {
    Objects.requireNonNull(path);
    Objects.requireNonNull(metadata);
  }
}
