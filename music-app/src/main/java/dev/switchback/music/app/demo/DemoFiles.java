package dev.switchback.music.app.demo;

import dev.switchback.music.SampleTracks;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.app.scan.AudioFile;
import dev.switchback.music.app.scan.MetadataReader;
import org.jspecify.annotations.Nullable;

/** Files that exist in inventories only: what they contain is known from the number in the path. */
final class DemoFiles implements MetadataReader {

  /** A folder whose files have inodes of their own. */
  static final String OTHER_DISK = "other-disk";

  static final DemoFiles INSTANCE = new DemoFiles();

  private DemoFiles() {}

  /** An edited file is longer than the sample. */
  @Override
  public TrackMetadata read(AudioFile file) {
    TrackMetadata sample = sample(file);
    return sample.withFile(file.size(), file.mtimeNs(), inode(file), sample.contentHash());
  }

  @Override
  public Long inode(AudioFile file) {
    long inode = number(file) + 1L;
    return file.path().contains(OTHER_DISK) ? -inode : inode;
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
    return SampleTracks.track(number(file)).metadata();
  }

  private static int number(AudioFile file) {
    String digits = file.path().substring(file.path().lastIndexOf("track") + 5);
    return Integer.parseInt(digits.substring(0, digits.indexOf('.')));
  }
}
