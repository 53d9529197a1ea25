package dev.switchback.music;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what a track's file is found again after it was moved.
 *
 * @param id the track
 * @param path its file's path
 * @param inode the 64 bits of the file system's unsigned number of the file
 * @param contentHash {@code sha256:} and 64 hexadecimal digits
 */
public record FileIdentity(
    long id, String path, @Nullable Long inode, @Nullable String contentHash) {

  /** Refuses a file without a path. */
  public FileIdentity {
    Objects.requireNonNull(path);
  }
}
