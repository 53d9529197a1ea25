package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Writing tracks. */
@Conformance
@DatabasePerTest
final class MusicTracksContract {

  @Test
  void a_track_comes_back_as_it_was_added(Database db) {
    MusicLibrary music = Music.on(db);
    TrackMetadata metadata =
        new TrackMetadata(
            "Föhn 東京 🎵",
            "",
            " a ",
            "O'Brien",
            "3",
            "12",
            "2024-05-01",
            0.25,
            1L << 40,
            Long.MAX_VALUE,
            -1L,
            "sha256:" + "f".repeat(64));
    String path = "/m/" + "ä".repeat(2000) + "%_\\.mp3";
    long id = Await.get(music.tracks().add(new TrackFile(path, metadata)));
    Track expected =
        new Track(
            id, path, metadata, LocalDateTime.of(2026, 11, 21, 8, 9, 10), null, 0, false, null);
    assertThat(Await.get(music.catalog().find(id))).contains(expected);
    assertThat(Await.get(music.catalog().findByPath(path))).contains(expected);
  }

  @Test
  void what_is_absent_stays_absent_and_the_size_is_0(Database db) {
    MusicLibrary music = Music.on(db);
    long id = Await.get(music.tracks().add(Music.titled("/a", "A")));
    assertThat(Await.get(music.catalog().find(id)).orElseThrow().metadata())
        .isEqualTo(TrackMetadata.titled("A").withFile(0, null, null, null));
  }

  @Test
  void an_unknown_track_is_not_found(Database db) {
    MusicLibrary music = Music.with(3, db);
    assertThat(Await.get(music.catalog().find(-1))).isEmpty();
    assertThat(Await.get(music.catalog().findByPath("/nowhere"))).isEmpty();
    assertThat(Await.get(music.tracks().played(-1))).isEmpty();
    assertThat(Await.get(music.tracks().delete(-1))).isFalse();
    assertThat(Await.get(music.tracks().replace(-1, TrackMetadata.titled("x")))).isFalse();
  }

  @Test
  void nothing_to_do_is_0(Database db) {
    MusicLibrary music = Music.on(db);
    assertThat(Await.get(music.tracks().addAll(List.of()))).isZero();
    assertThat(Await.get(music.tracks().replaceAll(List.of()))).isZero();
    assertThat(Await.get(music.tracks().markMissing(List.of()))).isZero();
    assertThat(Await.get(music.tracks().markPresent(List.of()))).isZero();
    assertThat(Await.get(music.tracks().deleteAll(List.of()))).isZero();
    assertThat(Await.get(music.catalog().existingPaths(List.of()))).isEmpty();
  }

  @Test
  void bulk_operations_take_more_than_fits_one_statement(Database db) {
    MusicLibrary music = Music.on(db);
    List<TrackFile> files = SampleTracks.range(0, 2345);
    List<String> paths = files.stream().map(TrackFile::path).toList();
    assertThat(Await.get(music.tracks().addAll(files))).isEqualTo(2345);
    assertThat(Await.get(music.catalog().stats())).isEqualTo(SampleTracks.stats(2345));
    assertThat(Await.get(music.catalog().existingPaths(paths))).isEqualTo(Set.copyOf(paths));
    assertThat(Await.get(music.tracks().replaceAll(files))).isEqualTo(2345);
    assertThat(Await.get(music.tracks().markMissing(paths))).isEqualTo(2345);
    assertThat(Await.get(music.catalog().stats()).tracks()).isZero();
    assertThat(Await.get(music.tracks().markPresent(paths))).isEqualTo(2345);
    assertThat(Await.get(music.tracks().deleteAll(paths))).isEqualTo(2345);
    assertThat(Await.get(music.catalog().isEmpty())).isTrue();
  }

  @Test
  void a_bulk_insert_is_all_or_nothing(Database db) {
    MusicLibrary music = Music.on(db);
    List<TrackFile> files = new ArrayList<>(SampleTracks.range(0, 250));
    files.set(249, Music.titled("/broken", "NUL \0"));
    Music.assertFails(ErrorKind.ILLEGAL_VALUE, music.tracks().addAll(files));
    assertThat(Await.get(music.catalog().isEmpty())).isTrue();
    files.set(
        249,
        new TrackFile(
            "/broken", TrackMetadata.titled("x").withFile(0, null, null, "h".repeat(72))));
    Music.assertFails(ErrorKind.TOO_LONG, music.tracks().addAll(files));
    assertThat(Await.get(music.catalog().isEmpty())).isTrue();
  }

  @Test
  void replacing_clears_what_is_absent_and_leaves_the_history(Database db) {
    MusicLibrary music = Music.with(2, db);
    Track before =
        Await.get(music.catalog().findByPath(SampleTracks.track(1).path())).orElseThrow();
    Await.get(music.tracks().played(before.id()));
    assertThat(
            Await.get(
                music
                    .tracks()
                    .replaceAll(
                        List.of(Music.titled(before.path(), "New"), Music.titled("/no", "x")))))
        .isEqualTo(1);
    Track after = Await.get(music.catalog().find(before.id())).orElseThrow();
    assertThat(after.metadata())
        .isEqualTo(TrackMetadata.titled("New").withFile(0, null, null, null));
    assertThat(after.playCount()).isEqualTo(1);
    assertThat(after.added()).isEqualTo(before.added());
  }

  @Test
  void plays_are_counted(Database db) {
    MusicLibrary music = Music.on(db);
    long id = Await.get(music.tracks().add(Music.titled("/a", "A")));
    assertThat(Await.get(music.tracks().played(id)).orElseThrow().playCount()).isEqualTo(1);
    Track track = Await.get(music.tracks().played(id)).orElseThrow();
    assertThat(track.playCount()).isEqualTo(2);
    assertThat(track.lastPlayed()).isEqualTo(LocalDateTime.of(2026, 11, 21, 8, 9, 10));
  }

  @Test
  void concurrent_plays_are_all_counted(Database db) {
    MusicLibrary music = Music.on(db);
    long id = Await.get(music.tracks().add(Music.titled("/a", "A")));
    List<CompletableFuture<?>> plays = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      plays.add(music.tracks().played(id));
    }
    plays.forEach(Await::get);
    assertThat(Await.get(music.catalog().find(id)).orElseThrow().playCount()).isEqualTo(100);
  }

  @Test
  void marks_count_only_what_they_change(Database db) {
    MusicLibrary music = Music.with(3, db);
    List<String> one = List.of(SampleTracks.track(1).path());
    assertThat(Await.get(music.tracks().markPresent(one))).isZero();
    assertThat(Await.get(music.tracks().markMissing(one))).isEqualTo(1);
    assertThat(Await.get(music.tracks().markMissing(one))).isZero();
    assertThat(Await.get(music.catalog().missing())).extracting(Track::path).isEqualTo(one);
    assertThat(Await.get(music.tracks().markPresent(one))).isEqualTo(1);
    Track back = Await.get(music.catalog().findByPath(one.get(0))).orElseThrow();
    assertThat(back.missing()).isFalse();
    assertThat(back.lastSeenAt()).isEqualTo(Music.NOW.getEpochSecond());
  }

  @Test
  void one_track_is_marked_by_its_id(Database db) {
    MusicLibrary music = Music.with(1, db);
    long id = Music.all(music).get(0).id();
    assertThat(Await.get(music.tracks().setMissing(id, true))).isTrue();
    assertThat(Await.get(music.tracks().setMissing(id, true))).isTrue();
    assertThat(Await.get(music.catalog().find(id)).orElseThrow().lastSeenAt()).isNull();
    assertThat(Await.get(music.tracks().setMissing(id, false))).isTrue();
    assertThat(Await.get(music.catalog().find(id)).orElseThrow().missing()).isFalse();
    assertThat(Await.get(music.catalog().find(id)).orElseThrow().lastSeenAt())
        .isEqualTo(Music.NOW.getEpochSecond());
    assertThat(Await.get(music.tracks().setMissing(-1, true))).isFalse();
  }

  @Test
  void sizes_are_added_later_and_in_parts(Database db) {
    MusicLibrary music = Music.with(1, db);
    List<Long> ids = Music.titled(music, "a", "b", "c");
    assertThat(Await.get(music.catalog().withoutSize(0, 2)))
        .isEqualTo(Map.of(ids.get(0), "/a", ids.get(1), "/b"));
    assertThat(Await.get(music.catalog().withoutSize(ids.get(1), 2)))
        .isEqualTo(Map.of(ids.get(2), "/c"));
    assertThat(Await.get(music.tracks().setSizes(Map.of(ids.get(0), 1L << 40, -1L, 7L))))
        .isEqualTo(1);
    assertThat(Await.get(music.catalog().find(ids.get(0))).orElseThrow().metadata().fileSize())
        .isEqualTo(1L << 40);
    assertThat(Await.get(music.catalog().withoutSize(0, 9))).containsOnlyKeys(ids.subList(1, 3));
    assertThat(Await.get(music.tracks().setSizes(Map.of()))).isZero();
  }

  @Test
  void in_a_transaction_that_fails_nothing_is_kept(Database db) {
    MusicLibrary music = Music.on(db);
    CompletableFuture<Integer> failing =
        db.transaction(
            tx ->
                new MusicLibrary(tx)
                    .tracks()
                    .addAll(SampleTracks.range(0, 150))
                    .thenCompose(
                        added -> CompletableFuture.failedFuture(new IllegalStateException())));
    assertThat(Await.thrown(failing)).isInstanceOf(IllegalStateException.class);
    assertThat(Await.get(music.catalog().isEmpty())).isTrue();
  }
}
