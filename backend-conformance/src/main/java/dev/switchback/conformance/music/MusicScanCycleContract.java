package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.Move;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scans of a library of 41,000 files, without the files: what each costs the database. */
@Conformance
@DatabasePerTest
final class MusicScanCycleContract {

  private static final int FILES = 41_000;
  private static final int BATCH = 1_000;

  private final Map<String, TrackFile> disk = new LinkedHashMap<>();
  private long freshInode;

  /** What a scan has found. */
  private record Scan(int added, int modified, int unchanged, int gone, int moved) {}

  @Test
  void a_library_through_its_scans(Fixture fixture) {
    Writes writes = new Writes();
    Database db = fixture.open(config -> config.listener(writes));
    MusicLibrary music = Music.on(db);
    SampleTracks.range(0, FILES).forEach(file -> disk.put(file.path(), file));
    assertThat(scan(music)).isEqualTo(new Scan(FILES, 0, 0, 0, 0));
    assertThat(Await.get(music.catalog().stats())).isEqualTo(SampleTracks.stats(FILES));

    writes.since();
    assertThat(scan(music)).isEqualTo(new Scan(0, 0, FILES, 0, 0));
    assertThat(writes.since()).as("writes of a scan that finds nothing new").isZero();

    SampleTracks.range(FILES, FILES + 200).forEach(file -> disk.put(file.path(), file));
    for (int i = 0; i < 200; i++) {
      change(i * 7, "Changed " + i);
    }
    for (int i = 0; i < 10; i++) {
      disk.remove(SampleTracks.track(40_000 + i).path());
    }
    assertThat(scan(music)).isEqualTo(new Scan(200, 200, FILES - 210, 10, 0));
    assertThat(Await.get(music.catalog().stats()).tracks()).isEqualTo(FILES + 190);
    assertThat(Await.get(music.catalog().missing())).hasSize(10);
    assertThat(writes.since()).isLessThan(20);

    moves(music);
    assertThat(scan(music)).isEqualTo(new Scan(0, 0, FILES + 190, 0, 0));
  }

  /** An artist's folder is renamed, another one goes to another file system, and back. */
  private void moves(MusicLibrary music) {
    Track renamed = track(music, SampleTracks.track(7).path());
    Track copied = track(music, SampleTracks.track(8).path());
    Await.get(music.tracks().played(renamed.id()));
    Await.get(music.favorites().add(copied.id()));
    int count = move("/music/artist7/", "/music/renamed/", true);
    count += move("/music/artist8/", "/other/artist8/", false);
    assertThat(scan(music)).isEqualTo(new Scan(0, 0, FILES + 190 - count, count, count));
    Track after = track(music, "/music/renamed/album7/track0007.mp3");
    assertThat(after.id()).isEqualTo(renamed.id());
    assertThat(after.playCount()).isEqualTo(1);
    assertThat(track(music, "/other/artist8/album8/track0008.mp3").id()).isEqualTo(copied.id());
    assertThat(Await.get(music.favorites().contains(copied.id()))).isTrue();
    int back = move("/other/artist8/", "/music/artist8/", false);
    assertThat(scan(music)).isEqualTo(new Scan(0, 0, FILES + 190 - back, back, back));
    assertThat(track(music, SampleTracks.track(8).path()).id()).isEqualTo(copied.id());
    assertThat(Await.get(music.catalog().stats()).tracks()).isEqualTo(FILES + 190);
  }

  /** A scan as the database sees it: one list of fingerprints, then only what has changed. */
  private Scan scan(MusicLibrary music) {
    Map<String, Fingerprint> known = Await.get(music.fingerprints().all());
    List<TrackFile> added = new ArrayList<>();
    List<TrackFile> modified = new ArrayList<>();
    List<String> back = new ArrayList<>();
    int unchanged = 0;
    for (TrackFile file : disk.values()) {
      Fingerprint print = known.remove(file.path());
      if (print == null) {
        added.add(file);
      } else if (!print.matches(file.metadata().fileMtimeNs(), size(file))) {
        modified.add(file);
      } else {
        unchanged++;
        if (print.missing()) {
          back.add(file.path());
        }
      }
    }
    known.values().removeIf(Fingerprint::missing);
    int gone = known.size();
    if (gone > 0) {
      Await.get(music.tracks().markMissing(known.keySet()));
    }
    int moved = added.isEmpty() ? 0 : reconcile(music, added);
    for (int from = 0; from < added.size(); from += BATCH) {
      List<TrackFile> batch = added.subList(from, Math.min(added.size(), from + BATCH));
      Await.get(music.tracks().addAll(batch));
    }
    if (!modified.isEmpty()) {
      Await.get(music.tracks().replaceAll(modified));
    }
    if (!back.isEmpty()) {
      Await.get(music.tracks().markPresent(back));
    }
    return new Scan(added.size(), modified.size(), unchanged, gone, moved);
  }

  /** First by inode, then by content; what was found is not added. */
  private static int reconcile(MusicLibrary music, List<TrackFile> added) {
    Map<Long, Track> byInode =
        Await.get(
            music
                .moves()
                .missingByInode(added.stream().map(file -> file.metadata().fileInode()).toList()));
    Map<String, Track> byHash =
        Await.get(
            music
                .moves()
                .missingByContentHash(
                    added.stream().map(file -> file.metadata().contentHash()).toList()));
    Map<Long, Move> moves = new HashMap<>();
    for (TrackFile file : added) {
      TrackMetadata m = file.metadata();
      Track track = byInode.getOrDefault(m.fileInode(), byHash.get(m.contentHash()));
      if (track != null) {
        moves.putIfAbsent(
            track.id(),
            new Move(
                track.id(),
                file.path(),
                m.fileInode(),
                m.fileSize(),
                m.fileMtimeNs(),
                m.contentHash()));
      }
    }
    List<Move> done = Await.get(music.moves().reconcileAll(moves.values()));
    Set<String> paths = done.stream().map(Move::path).collect(Collectors.toSet());
    added.removeIf(file -> paths.contains(file.path()));
    return done.size();
  }

  private void change(int i, String title) {
    TrackFile file = SampleTracks.track(i);
    TrackMetadata m = file.metadata();
    disk.put(
        file.path(),
        new TrackFile(
            file.path(),
            TrackMetadata.titled(title)
                .withFile(
                    size(file) + 1,
                    Objects.requireNonNull(m.fileMtimeNs()) + 1,
                    m.fileInode(),
                    m.contentHash())));
  }

  private int move(String from, String to, boolean sameInode) {
    List<TrackFile> files =
        disk.values().stream().filter(file -> file.path().startsWith(from)).toList();
    for (TrackFile file : files) {
      disk.remove(file.path());
      TrackMetadata m = file.metadata();
      Long inode = sameInode ? m.fileInode() : Long.valueOf(--freshInode);
      String path = to + file.path().substring(from.length());
      disk.put(
          path,
          new TrackFile(path, m.withFile(size(file), m.fileMtimeNs(), inode, m.contentHash())));
    }
    return files.size();
  }

  private static long size(TrackFile file) {
    return Objects.requireNonNull(file.metadata().fileSize());
  }

  private static Track track(MusicLibrary music, String path) {
    return Await.get(music.catalog().findByPath(path)).orElseThrow();
  }
}
