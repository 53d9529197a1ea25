package dev.switchback.music.app.scan;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchback.music.FileIdentity;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.app.tags.AudioTags;
import dev.switchback.music.app.tags.TagReader;
import dev.switchback.music.app.tags.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from the files themselves. */
public final class FileMetadata implements MetadataReader {

  private static final int ATTEMPTS = 3;

  private final TagReader reader;

  /** Reads all formats. */
  public FileMetadata() {
    this(new AudioTags());
  }

  FileMetadata(TagReader reader) {
    this.reader = reader;
  }

  @Override
  public TrackMetadata read(AudioFile file) throws IOException {
    Path path = PathText.path(file.path());
    AudioFile before = look(path);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      TrackMetadata read = read(path, before);
      AudioFile after = look(path);
      if (after.equals(before)) {
        return read;
      }
      before = after; // somebody writes to it: tags of one state and a hash of another help nobody
    }
    throw new ChangingFileException();
  }

  @Override
  public @Nullable Long inode(AudioFile file) throws IOException {
    return inode(PathText.path(file.path()));
  }

  @Override
  public String contentHash(AudioFile file) throws IOException {
    return ContentHash.of(PathText.path(file.path()));
  }

  @Override
  public boolean isGone(String path) {
    return Files.notExists(PathText.path(path));
  }

  /** The inode and the hash of a file that the library has. */
  public static FileIdentity identity(FileIdentity file) throws IOException {
    Path path = PathText.path(file.path());
    return new FileIdentity(file.id(), file.path(), inode(path), ContentHash.of(path));
  }

  private TrackMetadata read(Path path, AudioFile file) throws IOException {
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
        ContentHash.of(path));
  }

  private static AudioFile look(Path path) throws IOException {
    return of(path, Files.readAttributes(path, BasicFileAttributes.class));
  }

  static AudioFile of(Path path, BasicFileAttributes attributes) {
    return new AudioFile(
        PathText.of(path), attributes.size(), attributes.lastModifiedTime().to(NANOSECONDS));
  }

  /** The name without folder and extension. */
  static String stem(AudioFile file) {
    String name = String.valueOf(PathText.path(file.path()).getFileName());
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** Unsigned on the file system, and the same 64 bits here. */
  private static @Nullable Long inode(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Long) Files.getAttribute(path, "unix:ino")
        : null;
  }
}
