package dev.switchback.music;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells without opening a file whether it has changed since it was read.
 *
 * @param mtimeNs the last change, in nanoseconds since 1970
 * @param size bytes
 * @param missing whether the library holds the file for gone
 */
public record Fingerprint(@Nullable Long mtimeNs, long size, boolean missing) {

  /** Whether a file of this size and time is the one that was read. */
  public boolean matches(@Nullable Long otherMtimeNs, long otherSize) {
    return size == otherSize && Objects.equals(mtimeNs, otherMtimeNs);
  }
}
