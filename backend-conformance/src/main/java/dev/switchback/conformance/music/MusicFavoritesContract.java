package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.Favorite;
import dev.switchback.music.Favorites;
import dev.switchback.music.MusicException.Reason;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Page;
import dev.switchback.music.Track;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Favorites. */
@Conformance
@DatabasePerTest
final class MusicFavoritesContract {

  @Test
  void a_track_becomes_a_favorite_once(Database db) {
    MusicLibrary music = Music.on(db);
    long id = Music.titled(music, "a").get(0);
    Favorites favorites = music.favorites();
    assertThat(Await.get(favorites.contains(id))).isFalse();
    assertThat(Await.get(favorites.since(id))).isEmpty();
    assertThat(Await.get(favorites.add(id))).isTrue();
    assertThat(Await.get(favorites.add(id))).isFalse();
    assertThat(Await.get(favorites.contains(id))).isTrue();
    assertThat(Await.get(favorites.since(id))).contains(Music.SECONDS);
    assertThat(Await.get(favorites.remove(id))).isTrue();
    assertThat(Await.get(favorites.remove(id))).isFalse();
    assertThat(Await.get(favorites.contains(id))).isFalse();
  }

  @Test
  void no_such_track_is_not_the_same_as_already_there(Database db) {
    MusicLibrary music = Music.on(db);
    Music.assertFails(Reason.NO_SUCH_TRACK, music.favorites().add(-1));
    long id = Music.titled(music, "a").get(0);
    Await.get(
        db.transaction(
            tx -> {
              Favorites favorites = new MusicLibrary(tx).favorites();
              return favorites.add(-1).exceptionallyCompose(refused -> favorites.add(id));
            }));
    assertThat(Await.get(music.favorites().contains(id))).isTrue();
  }

  @Test
  void the_pages_make_the_list_the_earliest_first(Database db) {
    MusicLibrary music = Music.with(10, db);
    List<Track> tracks = Music.all(music);
    MusicLibrary earlier = Music.at(Music.NOW.minusSeconds(60), db);
    Await.get(music.favorites().add(tracks.get(0).id()));
    Await.get(music.favorites().add(tracks.get(1).id()));
    Await.get(earlier.favorites().add(tracks.get(2).id()));
    Await.get(music.tracks().markMissing(List.of(tracks.get(1).path())));
    Page<Favorite> first = Await.get(music.favorites().page(2, 0));
    Page<Favorite> second = Await.get(music.favorites().page(2, 2));
    assertThat(first.total()).isEqualTo(3);
    assertThat(second.total()).isEqualTo(3);
    List<Favorite> all = new ArrayList<>(first.items());
    all.addAll(second.items());
    assertThat(all)
        .extracting(favorite -> favorite.track().id())
        .containsExactly(tracks.get(2).id(), tracks.get(0).id(), tracks.get(1).id());
    assertThat(all)
        .extracting(Favorite::since)
        .containsExactly(Music.SECONDS.minusMinutes(1), Music.SECONDS, Music.SECONDS);
    assertThat(Await.get(music.favorites().page(5, 3))).isEqualTo(new Page<Favorite>(List.of(), 3));
  }

  @Test
  void a_deleted_track_is_no_favorite(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b");
    Await.get(music.favorites().add(ids.get(0)));
    Await.get(music.favorites().add(ids.get(1)));
    assertThat(Await.get(music.tracks().delete(ids.get(0)))).isTrue();
    assertThat(Await.get(music.favorites().page(9, 0)).total()).isEqualTo(1);
  }
}
