package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.MusicException.Reason;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tracks that are the same file. */
@Conformance
@DatabasePerTest
final class MusicDuplicatesContract {

  @Test
  void tracks_that_share_inode_or_content_are_found_and_the_one_to_keep_is_first(Database db) {
    MusicLibrary music = Music.on(db);
    long missing = add(music, "/1", 7L, "sha256:x");
    long kept = add(music, "/2", 7L, "sha256:y");
    long other = add(music, "/3", 7L, "sha256:x");
    add(music, "/4", 8L, "sha256:z");
    add(music, "/5", null, null);
    add(music, "/6", null, null);
    Await.get(music.tracks().markMissing(List.of("/1")));
    assertThat(ids(music.duplicates().byInode())).containsExactly(List.of(kept, other, missing));
    assertThat(ids(music.duplicates().byContentHash())).containsExactly(List.of(other, missing));
  }

  @Test
  void there_may_be_none(Database db) {
    MusicLibrary music = Music.with(10, db);
    assertThat(Await.get(music.duplicates().byInode())).isEmpty();
    assertThat(Await.get(music.duplicates().byContentHash())).isEmpty();
  }

  @Test
  void plays_are_added_up_and_the_later_one_is_the_last(Database db) {
    MusicLibrary music = Music.on(db);
    long keep = add(music, "/1", 7L, null);
    long delete = add(music, "/2", 7L, null);
    for (int i = 0; i < 3; i++) {
      Await.get(music.tracks().played(delete));
    }
    assertThat(Await.get(music.duplicates().merge(keep, delete))).isTrue();
    Track track = Await.get(music.catalog().find(keep)).orElseThrow();
    assertThat(track.playCount()).isEqualTo(3);
    assertThat(track.lastPlayed()).isEqualTo("2026-11-21T08:09:10");
    assertThat(Await.get(music.catalog().find(delete))).isEmpty();
  }

  @Test
  void the_favorite_and_the_places_in_playlists_pass_on(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "keep", "delete", "b");
    long keep = ids.get(1);
    long delete = ids.get(2);
    MusicLibrary earlier = Music.at(Music.NOW.minusSeconds(60), db);
    Await.get(earlier.favorites().add(delete));
    long one = Await.get(music.playlists().create("only the one that goes")).id();
    long both = Await.get(music.playlists().create("both")).id();
    Await.get(music.playlists().add(one, List.of(ids.get(0), delete, ids.get(3))));
    Await.get(music.playlists().add(both, ids));
    assertThat(Await.get(music.duplicates().merge(keep, delete))).isTrue();
    assertThat(Await.get(music.favorites().since(keep))).contains(Music.SECONDS.minusMinutes(1));
    assertThat(listed(music, one)).containsExactly(ids.get(0), keep, ids.get(3));
    assertThat(listed(music, both)).containsExactly(ids.get(0), keep, ids.get(3));
    Await.get(music.playlists().move(both, 2, 0));
    assertThat(listed(music, both)).containsExactly(ids.get(3), ids.get(0), keep);
  }

  private static List<Long> listed(MusicLibrary music, long playlist) {
    return Await.get(music.playlists().items(playlist)).stream()
        .map(item -> item.track().id())
        .toList();
  }

  @Test
  void a_track_that_is_not_there_is_neither_kept_nor_deleted(Database db) {
    MusicLibrary music = Music.on(db);
    long id = add(music, "/1", 7L, null);
    assertThat(Await.get(music.duplicates().merge(id, -1))).isFalse();
    Music.assertFails(Reason.NO_SUCH_TRACK, music.duplicates().merge(-1, id));
    assertThatThrownBy(() -> music.duplicates().merge(id, id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Await.get(music.catalog().find(id))).isPresent();
  }

  private static long add(
      MusicLibrary music, String path, @Nullable Long inode, @Nullable String hash) {
    TrackMetadata metadata = TrackMetadata.titled(path).withFile(1, 2L, inode, hash);
    return Await.get(music.tracks().add(new TrackFile(path, metadata)));
  }

  private static List<List<Long>> ids(CompletableFuture<List<List<Track>>> groups) {
    return Await.get(groups).stream().map(group -> group.stream().map(Track::id).toList()).toList();
  }
}
