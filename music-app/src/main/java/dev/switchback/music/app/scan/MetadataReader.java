package dev.switchback.music.app.scan;

import dev.switchback.music.TrackMetadata;
import java.io.IOException;

/** Opens a file and reads what the library keeps of it. Called by several threads. */
@FunctionalInterface
public interface MetadataReader {

  /**
   * Reads a file.
   *
   * @throws IOException if that fails; the message says why, in a few words
   */
  TrackMetadata read(AudioFile file) throws IOException;
}
