package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.music.MusicException.Reason;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Playlist;
import dev.switchback.music.PlaylistItem;
import dev.switchback.music.Playlists;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Playlists. */
@Conformance
@DatabasePerTest
final class MusicPlaylistsContract {

  @Test
  void a_playlist_is_made_found_renamed_and_deleted(Database db) {
    MusicLibrary music = Music.on(db);
    Playlists playlists = music.playlists();
    assertThat(Await.get(playlists.all())).isEmpty();
    Playlist first = Await.get(playlists.create("Föhn"));
    Playlist second = Await.get(playlists.create("föhn"));
    assertThat(first).isEqualTo(new Playlist(first.id(), "Föhn", 0, Music.SECONDS, 0));
    assertThat(second.position()).isEqualTo(1);
    assertThat(Await.get(playlists.find(second.id()))).contains(second);
    Playlist renamed = Await.get(playlists.rename(first.id(), "other"));
    assertThat(renamed).isEqualTo(new Playlist(first.id(), "other", 0, Music.SECONDS, 0));
    assertThat(Await.get(playlists.rename(first.id(), "other"))).isEqualTo(renamed);
    Await.get(playlists.add(second.id(), Music.titled(music, "a", "b")));
    assertThat(Await.get(playlists.delete(second.id()))).isTrue();
    assertThat(Await.get(playlists.delete(second.id()))).isFalse();
    assertThat(Await.get(playlists.all())).containsExactly(renamed);
    assertThat(Await.get(playlists.items(second.id()))).isEmpty();
    assertThat(Await.get(music.catalog().stats()).tracks()).isEqualTo(2);
  }

  @Test
  void a_name_that_is_taken_and_a_playlist_that_is_not_there_are_told_apart(Database db) {
    MusicLibrary music = Music.on(db);
    Playlists playlists = music.playlists();
    long id = Await.get(playlists.create("a")).id();
    long other = Await.get(playlists.create("b")).id();
    long track = Music.titled(music, "t").get(0);
    Music.assertFails(Reason.ALREADY_THERE, playlists.create("a"));
    Music.assertFails(Reason.ALREADY_THERE, playlists.rename(other, "a"));
    Music.assertFails(Reason.NO_SUCH_PLAYLIST, playlists.rename(-1, "c"));
    Music.assertFails(Reason.NO_SUCH_PLAYLIST, playlists.add(-1, List.of(track)));
    Music.assertFails(Reason.NO_SUCH_TRACK, playlists.add(id, List.of(track, -7L)));
    Music.assertFails(ErrorKind.TOO_LONG, playlists.create("x".repeat(501)));
    assertThat(Await.get(playlists.all())).extracting(Playlist::name).containsExactly("a", "b");
    assertThat(Await.get(playlists.items(id))).isEmpty();
    assertThat(Await.get(playlists.size(-1))).isZero();
    assertThat(Await.get(playlists.find(-1))).isEmpty();
  }

  @Test
  void tracks_are_added_once_in_the_order_given(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b", "c", "d");
    long list = Await.get(music.playlists().create("p")).id();
    assertThat(add(music, list, ids.get(2), ids.get(0), ids.get(2))).isEqualTo(2);
    assertThat(add(music, list, ids.get(0), ids.get(1))).isEqualTo(1);
    assertThat(Await.get(music.playlists().add(list, List.of(ids.get(3), ids.get(1)), 1)))
        .isEqualTo(1);
    assertThat(titles(music, list)).containsExactly("c", "d", "a", "b");
    assertThat(Await.get(music.playlists().add(list, List.of()))).isZero();
    assertThat(Await.get(music.playlists().size(list))).isEqualTo(4);
    assertThat(Await.get(music.playlists().find(list)).orElseThrow().tracks()).isEqualTo(4);
    assertThat(Await.get(music.playlists().items(list)).get(1))
        .isEqualTo(
            new PlaylistItem(
                1, Music.SECONDS, Await.get(music.catalog().find(ids.get(3))).orElseThrow()));
  }

  @Test
  void tracks_are_taken_out_and_moved_by_position(Database db) {
    MusicLibrary music = Music.on(db);
    long list = Await.get(music.playlists().create("p")).id();
    Await.get(music.playlists().add(list, Music.titled(music, "a", "b", "c", "d")));
    Await.get(music.playlists().move(list, 3, 0));
    assertThat(titles(music, list)).containsExactly("d", "a", "b", "c");
    Await.get(music.playlists().remove(list, 1));
    assertThat(titles(music, list)).containsExactly("d", "b", "c");
    Await.get(music.playlists().move(list, 0, 1));
    assertThat(titles(music, list)).containsExactly("b", "d", "c");
    List<CompletableFuture<?>> refused =
        List.of(
            music.playlists().remove(list, 3),
            music.playlists().remove(list, -1),
            music.playlists().move(list, 0, 3),
            music.playlists().move(list, 3, 0),
            music.playlists().add(list, List.of(), 4));
    refused.forEach(operation -> Music.assertFails(Reason.NO_SUCH_POSITION, operation));
    assertThat(titles(music, list)).containsExactly("b", "d", "c");
  }

  @Test
  void a_deleted_track_leaves_no_gap(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b", "c", "d");
    long list = Await.get(music.playlists().create("p")).id();
    Await.get(music.playlists().add(list, ids));
    Await.get(music.tracks().delete(ids.get(1)));
    assertThat(titles(music, list)).containsExactly("a", "c", "d");
    Await.get(music.playlists().remove(list, 1));
    Await.get(music.playlists().move(list, 1, 0));
    assertThat(titles(music, list)).containsExactly("d", "a");
    Await.get(music.tracks().markMissing(List.of("/a")));
    assertThat(titles(music, list)).containsExactly("d", "a");
  }

  @Test
  void playlists_are_moved_among_each_other(Database db) {
    MusicLibrary music = Music.on(db);
    for (String name : List.of("1", "2", "3")) {
      Await.get(music.playlists().create(name));
    }
    Await.get(music.playlists().movePlaylist(0, 2));
    assertThat(Await.get(music.playlists().all()))
        .extracting(Playlist::name)
        .containsExactly("2", "3", "1");
    Await.get(music.playlists().movePlaylist(2, 1));
    Await.get(music.playlists().create("4"));
    assertThat(Await.get(music.playlists().all()))
        .extracting(Playlist::name)
        .containsExactly("2", "1", "3", "4");
    assertThat(Await.get(music.playlists().all()))
        .extracting(Playlist::position)
        .containsExactly(0, 1, 2, 3);
    Music.assertFails(Reason.NO_SUCH_POSITION, music.playlists().movePlaylist(0, 4));
    Music.assertFails(Reason.NO_SUCH_POSITION, music.playlists().movePlaylist(-1, 0));
  }

  @Test
  void a_unique_name_is_the_first_that_is_free(Database db) {
    Playlists playlists = Music.on(db).playlists();
    assertThat(Await.get(playlists.uniqueName("a%"))).isEqualTo("a%");
    for (String name : List.of("a%", "a% (2)", "a% (4)", "ab (3)", "A% (3)", "a% (03)")) {
      Await.get(playlists.create(name));
    }
    assertThat(Await.get(playlists.uniqueName("a%"))).isEqualTo("a% (3)");
    assertThat(Await.get(playlists.uniqueName("a% (2)"))).isEqualTo("a% (2) (2)");
    assertThat(Await.get(playlists.uniqueName("b"))).isEqualTo("b");
  }

  @Test
  void many_tracks_are_all_or_nothing(Database db) {
    MusicLibrary music = Music.with(1234, db);
    List<Long> ids = new ArrayList<>(Music.all(music).stream().map(Track::id).toList());
    long list = Await.get(music.playlists().create("p")).id();
    ids.add(-1L);
    Music.assertFails(Reason.NO_SUCH_TRACK, music.playlists().add(list, ids));
    assertThat(Await.get(music.playlists().size(list))).isZero();
    ids.remove(1234);
    assertThat(Await.get(music.playlists().add(list, ids))).isEqualTo(1234);
    assertThat(titles(music, list))
        .isEqualTo(
            SampleTracks.range(0, 1234).stream().map(file -> file.metadata().title()).toList());
    assertThat(Await.get(music.playlists().add(list, ids))).isZero();
  }

  private static int add(MusicLibrary music, long list, Long... tracks) {
    return Await.get(music.playlists().add(list, List.of(tracks)));
  }

  private static List<String> titles(MusicLibrary music, long list) {
    List<PlaylistItem> items = Await.get(music.playlists().items(list));
    assertThat(items)
        .extracting(PlaylistItem::position)
        .isEqualTo(IntStream.range(0, items.size()).boxed().toList());
    return items.stream().map(item -> String.valueOf(item.track().metadata().title())).toList();
  }
}
