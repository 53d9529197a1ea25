package dev.switchback.music;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A track whose file was found again at another path. What is {@code null} is not known and stays
 * as it was.
 *
 * @param id the track
 * @param path where its file is now
 * @param inode the 64 bits of the file system's unsigned number of the file
 * @param size bytes
 * @param mtimeNs the last change, in nanoseconds since 1970
 * @param contentHash {@code sha256:} and 64 hexadecimal digits
 */
public record Move(
    long id,
    String path,
    @Nullable Long inode,
    @Nullable Long size,
    @Nullable Long mtimeNs,
    @Nullable String contentHash) {

  /** Refuses a move to nowhere. */
  public Move {
    Objects.requireNonNull(path);
  }
}
