package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.QueuedScrobble;
import dev.switchback.music.Scrobble;
import dev.switchback.music.ScrobbleRule;
import dev.switchback.music.Scrobbles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays that are to be reported. */
@Conformance
@DatabasePerTest
final class MusicScrobblesContract {

  private static final Scrobble PLAY =
      new Scrobble("a", "t", null, Instant.ofEpochSecond(1_700_000_000));

  @Test
  void plays_wait_in_their_order(Database db) {
    Scrobbles scrobbles = Music.on(db).scrobbles();
    long first = Await.get(scrobbles.add(PLAY));
    Scrobble other = new Scrobble("ä", "%", "🎵", Music.NOW);
    long second = Await.get(scrobbles.add(other));
    long earlier = Await.get(Music.at(Music.NOW.minusSeconds(9), db).scrobbles().add(PLAY));
    assertThat(Await.get(scrobbles.oldest(9)))
        .extracting(QueuedScrobble::id)
        .containsExactly(earlier, first, second);
    assertThat(Await.get(scrobbles.oldest(3)).get(2))
        .isEqualTo(
            new QueuedScrobble(
                second,
                new Scrobble("ä", "%", "🎵", Instant.parse("2026-11-21T08:09:10Z")),
                LocalDateTime.of(2026, 11, 21, 8, 9, 10),
                0));
    assertThat(Await.get(scrobbles.oldest(1))).hasSize(1);
    assertThat(Await.get(scrobbles.remove(List.of(first, second, -1L)))).isEqualTo(2);
    assertThat(Await.get(scrobbles.remove(List.of()))).isZero();
    assertThat(Await.get(scrobbles.size())).isEqualTo(1);
  }

  @Test
  void failures_are_counted(Database db) {
    Scrobbles scrobbles = Music.on(db).scrobbles();
    long id = Await.get(scrobbles.add(PLAY));
    assertThat(Await.get(scrobbles.failed(id))).contains(1);
    assertThat(Await.get(scrobbles.failed(id))).contains(2);
    assertThat(Await.get(scrobbles.failed(-1))).isEmpty();
    assertThat(Await.get(scrobbles.oldest(1)).get(0).retries()).isEqualTo(2);
  }

  @Test
  void old_ones_are_given_up(Database db) {
    Scrobbles scrobbles = Music.on(db).scrobbles();
    for (long seconds : new long[] {0, 7 * 86_400, 7 * 86_400 + 1, 9 * 86_400}) {
      Await.get(Music.at(Music.NOW.minusSeconds(seconds), db).scrobbles().add(PLAY));
    }
    assertThat(Await.get(scrobbles.removeOlderThan(Duration.ofDays(7)))).isEqualTo(2);
    assertThat(Await.get(scrobbles.size())).isEqualTo(2);
  }

  @Test
  void what_is_a_play() {
    assertThat(ScrobbleRule.DEFAULT.applies(100, 90)).isTrue();
    assertThat(ScrobbleRule.DEFAULT.applies(100, 89.9)).isFalse();
    assertThat(ScrobbleRule.DEFAULT.applies(29.9, 29.9)).isFalse();
    assertThat(ScrobbleRule.DEFAULT.applies(30, 27)).isTrue();
    assertThat(ScrobbleRule.DEFAULT.applies(3600, 240)).isTrue();
    assertThat(ScrobbleRule.DEFAULT.applies(3600, 239)).isFalse();
    assertThat(new ScrobbleRule(25).applies(100, 25)).isTrue();
    assertThatThrownBy(() -> new ScrobbleRule(24)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScrobbleRule(101)).isInstanceOf(IllegalArgumentException.class);
  }
}
