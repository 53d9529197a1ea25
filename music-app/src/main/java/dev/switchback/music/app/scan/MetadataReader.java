package dev.switchback.music.app.scan;

import dev.switchback.music.TrackMetadata;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a scan asks of files. Called by several threads. */
public interface MetadataReader {

  /**
   * Opens a file and reads what the library keeps of it: its tags, its size, time and inode as they
   * were before it was opened, and the hash of its content.
   *
   * @throws dev.switchback.music.app.tags.DamagedFileException if the content makes no sense
   * @throws IOException if it cannot be read now
   */
  TrackMetadata read(AudioFile file) throws IOException;

  /**
   * The file system's number of a file, without opening it; {@code null} where there are none.
   *
   * @throws IOException if that is not known now
   */
  @Nullable Long inode(AudioFile file) throws IOException;

  /**
   * The hash of a file's content; {@code null} if it is not known.
   *
   * @throws IOException if it cannot be read now
   */
  @Nullable String contentHash(AudioFile file) throws IOException;

  /** Whether it is certain that there is no file at that path. */
  boolean isGone(String path);
}
