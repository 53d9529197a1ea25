package dev.switchback.music.app.scan;

import dev.switchback.music.TrackMetadata;
import dev.switchback.music.app.tags.AudioTags;
import dev.switchback.music.app.tags.TagReader;
import dev.switchback.music.app.tags.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads tags from the files themselves. */
public final class FileMetadata implements MetadataReader {

  private final TagReader reader = new AudioTags();

  @Override
  public TrackMetadata read(AudioFile file) throws IOException {
    Path path = Path.of(file.path());
    Tags tags = reader.read(path);
    return new TrackMetadata(
        Objects.requireNonNullElseGet(tags.title(), () -> stem(file)),
        tags.artist(),
        tags.album(),
        tags.albumArtist(),
        tags.trackNumber(),
        tags.trackTotal(),
        tags.date(),
        tags.seconds(),
        file.size(),
        file.mtimeNs(),
        inode(path),
        null);
  }

  /** What is recorded of a file that cannot be read. */
  static TrackMetadata unreadable(AudioFile file) {
    return TrackMetadata.titled(stem(file)).withFile(file.size(), file.mtimeNs(), null, null);
  }

  /** The name without folder and extension. */
  static String stem(AudioFile file) {
    String name = String.valueOf(Path.of(file.path()).getFileName());
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** The file system's number of the file, where it has such. */
  private static @Nullable Long inode(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Long) Files.getAttribute(path, "unix:ino")
        : null;
  }
}
