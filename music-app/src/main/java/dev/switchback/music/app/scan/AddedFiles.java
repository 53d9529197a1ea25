package dev.switchback.music.app.scan;

import dev.switchback.database.Transaction;
import dev.switchback.music.Move;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A batch of files that the library does not have: each is a track that moved, or a new one. It
 * moved if a track whose file is gone had its inode, size and time; then it need not be opened. Or
 * if a missing track had its content and size.
 */
final class AddedFiles {

  /** How many tracks moved, and how many are new. */
  record Written(int moved, int added) {}

  private final ParallelRead files;
  private final Set<Long> found;

  private final Map<Long, String> left = new HashMap<>();
  private final List<Move> moves = new ArrayList<>();
  private final List<TrackFile> reread = new ArrayList<>();
  private final List<TrackFile> added = new ArrayList<>();
  private final List<AudioFile> again = new ArrayList<>();

  private AddedFiles(ParallelRead files, Set<Long> found) {
    this.files = files;
    this.found = found;
  }

  /**
   * Opens what has to be opened; writes nothing.
   *
   * @param found the tracks that moved, of earlier batches too: they are not missing any more, even
   *     if the library has not been told yet
   */
  static AddedFiles read(
      MusicLibrary music, ParallelRead files, Set<Long> found, List<AudioFile> batch) {
    AddedFiles sorted = new AddedFiles(files, found);
    sorted.compareContents(music, sorted.compareInodes(music, batch));
    return sorted;
  }

  /** Where the tracks that moved were before. */
  List<String> left() {
    return List.copyOf(left.values());
  }

  /**
   * Files that look like a track that another file has turned out to be. Perhaps there is a second
   * such track: to be read again when this batch is written.
   */
  List<AudioFile> again() {
    return again;
  }

  /** Marks the tracks that moved as missing first: not all were in the folders of this scan. */
  CompletableFuture<Written> write(Transaction tx) {
    MusicLibrary music = new MusicLibrary(tx);
    return music
        .tracks()
        .markMissing(left())
        .thenCompose(marked -> music.moves().reconcileAll(moves))
        .thenCompose(
            moved ->
                music
                    .tracks()
                    .replaceAll(reread)
                    .thenCompose(replaced -> music.tracks().addAll(added))
                    .thenApply(count -> new Written(moved.size(), count)));
  }

  /** Answers the files of which the inode says nothing. */
  private List<AudioFile> compareInodes(MusicLibrary music, List<AudioFile> batch) {
    List<Optional<Long>> inodes = files.inodes(batch);
    Set<Long> all = inodes.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    Map<Long, Track> missing = Scan.await(music.moves().missingByInode(all));
    Map<Long, Track> elsewhere = Scan.await(music.moves().presentByInode(all));
    List<AudioFile> rest = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      AudioFile file = batch.get(i);
      Long inode = inodes.get(i).orElse(null);
      Track before = missing.get(inode);
      Track other = elsewhere.get(inode);
      if (isSame(file, before)) {
        moved(before, file, null);
      } else if (isSame(file, other) && files.isGone(other.path())) {
        moved(other, file, null);
      } else {
        rest.add(file);
      }
    }
    return rest;
  }

  private void compareContents(MusicLibrary music, List<AudioFile> rest) {
    List<TrackFile> read = files.added(rest);
    Set<String> hashes =
        read.stream()
            .map(file -> file.metadata().contentHash())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Map<String, Track> missing = Scan.await(music.moves().missingByContentHash(hashes));
    for (TrackFile file : read) {
      Track before = missing.get(file.metadata().contentHash());
      if (before != null
          && Objects.equals(before.metadata().fileSize(), file.metadata().fileSize())) {
        moved(before, file);
      } else {
        added.add(file);
      }
    }
  }

  private void moved(Track track, AudioFile file, @Nullable TrackFile content) {
    if (!found.add(track.id())) {
      again.add(file);
      return;
    }
    left.put(track.id(), track.path());
    TrackMetadata m = content == null ? track.metadata() : content.metadata();
    moves.add(
        new Move(
            track.id(),
            file.path(),
            m.fileInode(),
            m.fileSize(),
            m.fileMtimeNs(),
            m.contentHash()));
    if (content != null) {
      reread.add(content);
    }
  }

  private void moved(Track track, TrackFile content) {
    TrackMetadata m = content.metadata();
    moved(
        track,
        new AudioFile(
            content.path(), Objects.requireNonNullElse(m.fileSize(), 0L), m.fileMtimeNs()),
        content);
  }

  /** Without the size and the time a new file with a deleted one's inode would be taken for it. */
  private static boolean isSame(AudioFile file, @Nullable Track track) {
    return track != null
        && Objects.equals(track.metadata().fileSize(), file.size())
        && Objects.equals(track.metadata().fileMtimeNs(), file.mtimeNs());
  }
}
