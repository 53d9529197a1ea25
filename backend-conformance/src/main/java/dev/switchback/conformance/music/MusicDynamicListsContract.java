package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.DynamicLists;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The lists that make themselves. */
@Conformance
@DatabasePerTest
final class MusicDynamicListsContract {

  @Test
  void nothing_was_played_or_added(Database db) {
    DynamicLists lists = Music.on(db).lists();
    assertThat(Await.get(lists.mostPlayed(25))).isEmpty();
    assertThat(Await.get(lists.recentlyPlayed(Duration.ofDays(14), 25))).isEmpty();
    assertThat(Await.get(lists.recentlyAdded(Duration.ofDays(14), 25))).isEmpty();
  }

  @Test
  void the_most_played_of_the_same_count_the_later_played_then_the_newer(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "never", "a", "b", "c", "d");
    play(music, ids.get(1), 2);
    play(music, ids.get(2), 3);
    play(music, ids.get(3), 2);
    play(Music.at(Music.NOW.minusSeconds(5), db), ids.get(4), 2);
    assertThat(ids(music.lists().mostPlayed(25)))
        .containsExactly(ids.get(2), ids.get(3), ids.get(1), ids.get(4));
    assertThat(ids(music.lists().mostPlayed(1))).containsExactly(ids.get(2));
  }

  @Test
  void recently_is_up_to_that_age_by_the_given_clock(Database db) {
    Music.on(db);
    Instant[] times = {
      Music.NOW.minus(Duration.ofDays(14)).minusSeconds(1),
      Music.NOW.minus(Duration.ofDays(14)),
      Music.NOW.minusSeconds(1),
      Music.NOW,
      Music.NOW
    };
    for (int i = 0; i < times.length; i++) {
      MusicLibrary then = Music.at(times[i], db);
      play(then, Music.titled(then, "t" + i).get(0), 1);
    }
    MusicLibrary music = Music.at(Music.NOW, db);
    List<Long> all = Music.all(music).stream().map(Track::id).toList();
    List<Long> recent = List.of(all.get(4), all.get(3), all.get(2), all.get(1));
    Duration days = Duration.ofDays(14);
    assertThat(ids(music.lists().recentlyPlayed(days, 25))).isEqualTo(recent);
    assertThat(ids(music.lists().recentlyAdded(days, 25))).isEqualTo(recent);
    assertThat(ids(music.lists().recentlyAdded(days, 2))).isEqualTo(recent.subList(0, 2));
    assertThat(ids(music.lists().recentlyPlayed(Duration.ZERO, 9))).isEqualTo(recent.subList(0, 2));
  }

  private static void play(MusicLibrary music, long id, int times) {
    for (int i = 0; i < times; i++) {
      Await.get(music.tracks().played(id));
    }
  }

  private static List<Long> ids(CompletableFuture<List<Track>> tracks) {
    return Await.get(tracks).stream().map(Track::id).toList();
  }
}
