package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.CachedLyrics;
import dev.switchback.music.Lyrics;
import dev.switchback.music.LyricsStats;
import org.junit.jupiter.api.Test;

/** The cache of lyrics. */
@Conformance
@DatabasePerTest
final class MusicLyricsContract {

  @Test
  void that_there_are_none_is_known_too(Database db) {
    Lyrics lyrics = Music.on(db).lyrics();
    assertThat(Await.get(lyrics.find("A", "T"))).isEmpty();
    Await.get(lyrics.notFound("A", "T", null));
    assertThat(Await.get(lyrics.find("A", "T")))
        .contains(new CachedLyrics("A", "T", null, null, null, Music.SECONDS));
    Await.get(lyrics.found("A", "T", "Album", "la\nla 🎵", "https://example.org/?q=%"));
    assertThat(Await.get(lyrics.find("A", "T")))
        .contains(
            new CachedLyrics(
                "A", "T", "Album", "la\nla 🎵", "https://example.org/?q=%", Music.SECONDS));
    Await.get(lyrics.found("B", "T", null, "", null));
    Await.get(lyrics.notFound("C", "T", null));
    assertThat(Await.get(lyrics.stats())).isEqualTo(new LyricsStats(2, 1));
    assertThat(Await.get(lyrics.stats()).total()).isEqualTo(3);
    assertThat(Await.get(lyrics.clear())).isEqualTo(3);
    assertThat(Await.get(lyrics.stats())).isEqualTo(new LyricsStats(0, 0));
  }

  @Test
  void a_to_z_match_without_regard_to_case_and_the_exact_one_first(Database db) {
    Lyrics lyrics = Music.on(db).lyrics();
    Await.get(lyrics.found("the kinks", "lola", null, "1", null));
    Await.get(lyrics.found("The Kinks", "Lola", null, "2", null));
    assertThat(Await.get(lyrics.find("The Kinks", "Lola")).orElseThrow().text()).isEqualTo("2");
    assertThat(Await.get(lyrics.find("THE KINKS", "LOLA")).orElseThrow().text()).isEqualTo("1");
    Await.get(lyrics.found("École", "É", null, "3", null));
    assertThat(Await.get(lyrics.find("école", "É"))).isEmpty();
    assertThat(Await.get(lyrics.find("ÉCOLE", "É"))).isPresent();
    assertThat(Await.get(lyrics.find("The%", "L_la"))).isEmpty();
  }
}
