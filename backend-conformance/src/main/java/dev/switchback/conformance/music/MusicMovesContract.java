package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.FileIdentity;
import dev.switchback.music.Move;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files that are found again elsewhere. */
@Conformance
@DatabasePerTest
final class MusicMovesContract {

  private static final long BEYOND_SIGNED = -2L; // the inode 2^64 - 2

  @Test
  void missing_tracks_are_found_by_inode_the_lowest_id_first(Database db) {
    MusicLibrary music = Music.on(db);
    long first = add(music, "/1", 7L, null);
    add(music, "/2", 7L, null);
    add(music, "/3", 8L, null);
    long huge = add(music, "/4", BEYOND_SIGNED, null);
    add(music, "/5", null, null);
    Await.get(music.tracks().markMissing(List.of("/1", "/2", "/4", "/5")));
    assertThat(ids(Await.get(music.moves().missingByInode(List.of(7L, 8L, 9L, BEYOND_SIGNED)))))
        .isEqualTo(Map.of(7L, first, BEYOND_SIGNED, huge));
    assertThat(Await.get(music.moves().missingByInode(List.of()))).isEmpty();
  }

  @Test
  void missing_tracks_are_found_by_content(Database db) {
    MusicLibrary music = Music.with(1200, db);
    List<TrackFile> gone = SampleTracks.range(100, 1200);
    Await.get(music.tracks().markMissing(gone.stream().map(TrackFile::path).toList()));
    List<String> hashes =
        SampleTracks.range(0, 1200).stream().map(file -> file.metadata().contentHash()).toList();
    Map<String, Track> found = Await.get(music.moves().missingByContentHash(hashes));
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(hashes.subList(100, 1200));
    assertThat(found.get(hashes.get(700)).path()).isEqualTo(SampleTracks.track(700).path());
  }

  @Test
  void a_moved_track_keeps_its_id_and_its_history(Database db) {
    MusicLibrary music = Music.on(db);
    long id = add(music, "/old", 7L, "sha256:a");
    Await.get(music.tracks().played(id));
    Await.get(music.tracks().markMissing(List.of("/old")));
    Track before = Await.get(music.catalog().find(id)).orElseThrow();
    Track after =
        Await.get(music.moves().reconcile(new Move(id, "/new", 9L, 5L, 6L, null))).orElseThrow();
    assertThat(after)
        .isEqualTo(
            new Track(
                id,
                "/new",
                before.metadata().withFile(5, 6L, 9L, "sha256:a"),
                before.added(),
                before.lastPlayed(),
                1,
                false,
                Music.NOW.getEpochSecond()));
    assertThat(Await.get(music.catalog().findByPath("/new"))).contains(after);
    assertThat(Await.get(music.catalog().findByPath("/old"))).isEmpty();
  }

  @Test
  void what_is_not_known_of_a_moved_file_stays(Database db) {
    MusicLibrary music = Music.with(1, db);
    Track before =
        Await.get(music.catalog().findByPath(SampleTracks.track(0).path())).orElseThrow();
    Await.get(music.tracks().markMissing(List.of(before.path())));
    Move move = new Move(before.id(), "/new", null, null, null, null);
    assertThat(Await.get(music.moves().reconcile(move)).orElseThrow().metadata())
        .isEqualTo(before.metadata());
  }

  @Test
  void only_what_is_missing_is_moved_and_only_once(Database db) {
    MusicLibrary music = Music.on(db);
    long missing = add(music, "/1", 1L, null);
    long present = add(music, "/2", 2L, null);
    Await.get(music.tracks().markMissing(List.of("/1")));
    Move first = to(missing, "/a");
    List<Move> moves = List.of(to(present, "/b"), first, to(missing, "/c"), to(-1, "/d"));
    assertThat(Await.get(music.moves().reconcileAll(moves))).containsExactly(first);
    assertThat(Await.get(music.moves().reconcileAll(moves))).isEmpty();
    assertThat(Await.get(music.moves().reconcile(to(present, "/b")))).isEmpty();
    assertThat(Await.get(music.catalog().existingPaths(List.of("/1", "/2", "/a", "/b", "/c"))))
        .containsOnly("/a", "/2");
  }

  @Test
  void many_are_moved_at_once_out_and_back(Database db) {
    MusicLibrary music = Music.with(1500, db);
    Map<String, Track> tracks = byPath(music);
    List<Move> out = new ArrayList<>();
    List<Move> back = new ArrayList<>();
    tracks.forEach(
        (path, track) -> {
          out.add(to(track.id(), "/elsewhere" + path));
          back.add(to(track.id(), path));
        });
    Await.get(music.tracks().markMissing(tracks.keySet()));
    assertThat(Await.get(music.moves().reconcileAll(out))).isEqualTo(out);
    assertThat(Await.get(music.catalog().stats())).isEqualTo(SampleTracks.stats(1500));
    Await.get(music.tracks().markMissing(out.stream().map(Move::path).toList()));
    assertThat(Await.get(music.moves().reconcileAll(back))).isEqualTo(back);
    assertThat(byPath(music).keySet()).isEqualTo(tracks.keySet());
  }

  @Test
  void a_located_track_forgets_what_was_known_of_its_old_file(Database db) {
    MusicLibrary music = Music.with(1, db);
    Track before =
        Await.get(music.catalog().findByPath(SampleTracks.track(0).path())).orElseThrow();
    Await.get(music.tracks().markMissing(List.of(before.path())));
    Track after = Await.get(music.moves().locate(before.id(), "/new")).orElseThrow();
    assertThat(after.path()).isEqualTo("/new");
    assertThat(after.missing()).isFalse();
    assertThat(after.metadata()).isEqualTo(before.metadata().withFile(0, null, null, null));
    assertThat(Await.get(music.moves().locate(-1, "/new"))).isEmpty();
  }

  @Test
  void locating_a_track_where_another_is_makes_one_of_them(Database db) {
    MusicLibrary music = Music.on(db);
    long located = add(music, "/old", 1L, null);
    long there = add(music, "/new", 2L, "sha256:b");
    long alsoThere = add(music, "/new", 3L, null);
    for (long id : new long[] {located, located, there, alsoThere}) {
      Await.get(music.tracks().played(id));
    }
    Await.get(music.tracks().markMissing(List.of("/old")));
    Track after = Await.get(music.moves().locate(located, "/new")).orElseThrow();
    assertThat(after.id()).isEqualTo(located);
    assertThat(after.playCount()).isEqualTo(4);
    assertThat(after.metadata())
        .isEqualTo(TrackMetadata.titled("/old").withFile(1, 2L, 2L, "sha256:b"));
    assertThat(byPath(music)).containsOnlyKeys("/new");
  }

  @Test
  void fingerprints_are_added_later_and_in_parts(Database db) {
    MusicLibrary music = Music.on(db);
    long complete = add(music, "/1", 1L, "sha256:1");
    long noHash = add(music, "/2", 2L, null);
    long nothing = add(music, "/3", null, null);
    long missing = add(music, "/4", null, null);
    long noInode = add(music, "/5", null, "sha256:5");
    Await.get(music.tracks().markMissing(List.of("/4")));
    assertThat(Await.get(music.moves().withoutFingerprints(0, 2)))
        .containsExactly(
            new FileIdentity(noHash, "/2", 2L, null), new FileIdentity(nothing, "/3", null, null));
    assertThat(Await.get(music.moves().withoutFingerprints(nothing, 2)))
        .containsExactly(new FileIdentity(noInode, "/5", null, "sha256:5"));
    List<FileIdentity> found =
        LongStream.of(noHash, nothing, noInode, missing)
            .mapToObj(id -> new FileIdentity(id, "/" + (id - complete + 1), id, "sha256:" + id))
            .toList();
    Await.get(music.moves().reconcile(to(missing, "/away")));
    assertThat(Await.get(music.moves().updateFingerprints(found))).isEqualTo(3);
    assertThat(Await.get(music.moves().withoutFingerprints(0, 9)))
        .containsExactly(new FileIdentity(missing, "/away", null, null));
    assertThat(Await.get(music.moves().updateFingerprints(List.of()))).isZero();
  }

  private static long add(
      MusicLibrary music, String path, @Nullable Long inode, @Nullable String hash) {
    TrackMetadata metadata = TrackMetadata.titled(path).withFile(1, 2L, inode, hash);
    return Await.get(music.tracks().add(new TrackFile(path, metadata)));
  }

  private static Move to(long id, String path) {
    return new Move(id, path, null, null, null, null);
  }

  private static Map<String, Track> byPath(MusicLibrary music) {
    return Music.all(music).stream().collect(Collectors.toMap(Track::path, track -> track));
  }

  private static <K> Map<K, Long> ids(Map<K, Track> tracks) {
    Map<K, Long> ids = new HashMap<>();
    tracks.forEach((key, track) -> ids.put(key, track.id()));
    return ids;
  }
}
