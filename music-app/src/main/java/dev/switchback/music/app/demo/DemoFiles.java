package dev.switchback.music.app.demo;

import dev.switchback.music.SampleTracks;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.app.scan.AudioFile;
import dev.switchback.music.app.scan.MetadataReader;
import org.jspecify.annotations.Nullable;

/** Files that exist in inventories only: what they contain is known from the number in the path. */
final class DemoFiles implements MetadataReader {

  static final DemoFiles INSTANCE = new DemoFiles();

  private DemoFiles() {}

  /** An edited file is longer than the sample. */
  @Override
  public TrackMetadata read(AudioFile file) {
    TrackMetadata sample = sample(file);
    return sample.withFile(file.size(), file.mtimeNs(), sample.fileInode(), sample.contentHash());
  }

  @Override
  public @Nullable Long inode(AudioFile file) {
    return sample(file).fileInode();
  }

  @Override
  public @Nullable String contentHash(AudioFile file) {
    return sample(file).contentHash();
  }

  /** What the inventory does not have is nowhere. */
  @Override
  public boolean isGone(String path) {
    return true;
  }

  private static TrackMetadata sample(AudioFile file) {
    String digits = file.path().substring(file.path().lastIndexOf('k') + 1);
    return SampleTracks.track(Integer.parseInt(digits.substring(0, digits.indexOf('.'))))
        .metadata();
  }
}
