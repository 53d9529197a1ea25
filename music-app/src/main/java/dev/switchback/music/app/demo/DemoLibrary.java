package dev.switchback.music.app.demo;

import dev.switchback.music.LibraryStats;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.app.scan.AudioFile;
import dev.switchback.music.app.scan.Inventory;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The demonstration's files before and after the change between its scans, and what is then true of
 * them, by formula: the last tracks vanish, the first ones are edited, 200 are new.
 *
 * @param before how many files there are at first
 */
record DemoLibrary(int before) {

  private static final int ADDED = 200;
  private static final int MODIFIED = 200;
  private static final int GONE = 10;

  int added() {
    return ADDED;
  }

  int modified() {
    return Math.min(MODIFIED, before);
  }

  int gone() {
    return Math.min(GONE, before - modified());
  }

  int unchanged() {
    return before - modified() - gone();
  }

  Inventory inventoryBefore() {
    return inventory(IntStream.range(0, before).mapToObj(i -> file(i, 0)));
  }

  Inventory inventoryAfter() {
    return inventory(
        IntStream.concat(IntStream.range(0, before - gone()), added(before))
            .mapToObj(i -> file(i, i < modified() ? 1 : 0)));
  }

  /** The same, but for an artist's files, which are in another folder. */
  Inventory moved(int artist, String folder) {
    String from = "/music/artist" + artist + "/";
    return inventory(
        inventoryAfter().files().stream()
            .map(
                file ->
                    new AudioFile(
                        file.path().replace(from, "/music/" + folder + "/"),
                        file.size(),
                        file.mtimeNs())));
  }

  /** How many titles come before a text, in the end. */
  long titlesBefore(String text) {
    return IntStream.concat(IntStream.range(0, before - gone()), added(before))
        .filter(i -> ("Track " + i).compareTo(text) < 0)
        .count();
  }

  /** A count or sum over all tracks that are there in the end, from one over the first n. */
  long after(IntToLongFunction ofFirst) {
    return ofFirst.applyAsLong(before - gone())
        + ofFirst.applyAsLong(before + ADDED)
        - ofFirst.applyAsLong(before);
  }

  LibraryStats statsAfter() {
    LibraryStats all = SampleTracks.stats(before + ADDED);
    return new LibraryStats(
        after(n -> n),
        after(n -> (long) SampleTracks.seconds(n)),
        after(SampleTracks::bytes) + modified(),
        all.artists(), // the new ones alone are by all artists, on all albums
        all.albums());
  }

  private static IntStream added(int from) {
    return IntStream.range(from, from + ADDED);
  }

  private static AudioFile file(int i, int edits) {
    var sample = SampleTracks.track(i);
    TrackMetadata metadata = sample.metadata();
    long size = metadata.fileSize() == null ? 0 : metadata.fileSize();
    long mtimeNs = metadata.fileMtimeNs() == null ? 0 : metadata.fileMtimeNs();
    return new AudioFile(sample.path(), size + edits, mtimeNs + edits);
  }

  private static Inventory inventory(Stream<AudioFile> files) {
    return new Inventory(List.of("/music"), '/', files.toList(), List.of(), List.of());
  }
}
