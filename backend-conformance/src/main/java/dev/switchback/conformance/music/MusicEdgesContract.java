package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Playlist;
import dev.switchback.music.QueueItem;
import dev.switchback.music.Scrobble;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.WatchedFolder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Odd texts and numbers, through every table. */
@Conformance
@DatabasePerTest
final class MusicEdgesContract {

  private static final List<String> TEXTS =
      List.of(
          "100 %",
          "a_b",
          "a\\b",
          "a\\",
          "\\%",
          "O'Hara",
          "say \"x\"",
          "a`b",
          "a;b--c",
          "a\tb\nc",
          "é",
          "e\u0301",
          "Ä",
          "ä",
          "ß",
          "ẞ",
          "ss",
          "İ",
          "i",
          "ı",
          "I",
          "x",
          "x ",
          "x  ",
          " x",
          "🎵",
          "👩‍👩‍👧",
          "東京",
          "عربي",
          "Кино",
          "{0}",
          "?",
          ":name",
          "$1",
          "x".repeat(250));

  @Test
  void every_text_comes_back_and_is_found_and_is_no_other(Database db) {
    MusicLibrary music = Music.on(db);
    List<TrackFile> files = new ArrayList<>();
    for (String text : TEXTS) {
      files.add(new TrackFile("/" + text, tagged(text)));
    }
    Await.get(music.tracks().addAll(files));
    for (String text : TEXTS) {
      Track track = Await.get(music.catalog().findByPath("/" + text)).orElseThrow();
      assertThat(track.metadata()).isEqualTo(tagged(text).withFile(0, null, null, null));
      LibraryQuery all = LibraryQuery.all();
      assertThat(Music.page(music, all.artist(text)).items()).as(text).containsExactly(track);
      assertThat(Music.page(music, all.album(text)).items()).as(text).containsExactly(track);
      assertThat(Music.page(music, all.search(text)).items()).as(text).contains(track);
      assertThat(Await.get(music.tracks().markMissing(List.of("/" + text)))).isEqualTo(1);
    }
    assertThat(Await.get(music.fingerprints().all()))
        .hasSize(TEXTS.size())
        .containsEntry("/x ", new Fingerprint(null, 0, true));
  }

  @Test
  void every_text_is_a_name_of_its_own(Database db) {
    MusicLibrary music = Music.on(db);
    for (String text : TEXTS) {
      Await.get(music.playlists().create(text));
      Await.get(music.settings().set(text, text));
      Await.get(music.watchedFolders().add("/" + text, WatchedFolder.Rule.DEFAULT));
      Await.get(music.scrobbles().add(new Scrobble(text, text, text, Music.NOW)));
    }
    assertThat(Await.get(music.playlists().all()))
        .extracting(Playlist::name)
        .contains("x", "x ", "é", "e\u0301", "Ä", "ä")
        .hasSize(TEXTS.size());
    for (String text : TEXTS) {
      assertThat(Await.get(music.settings().get(text))).contains(text);
      assertThat(Await.get(music.watchedFolders().findByPath("/" + text))).isPresent();
      assertThat(Await.get(music.playlists().uniqueName(text))).isEqualTo(text + " (2)");
    }
    assertThat(Await.get(music.scrobbles().oldest(99)))
        .extracting(queued -> queued.scrobble().track())
        .isEqualTo(TEXTS);
  }

  @Test
  void a_path_of_a_thousand_characters_goes_everywhere(Database db) {
    MusicLibrary music = Music.on(db);
    String path = "/" + "Ünïcödé %_\\' ".repeat(80) + "🎵.mp3";
    String almost = path.substring(0, path.length() - 1) + "4";
    Track track = Await.get(music.queue().addFiles(List.of(path, almost, path))).get(0);
    assertThat(Await.get(music.queue().items()))
        .extracting(QueueItem::path)
        .containsExactly(path, almost, path);
    assertThat(Await.get(music.catalog().existingPaths(List.of(path, almost))))
        .containsOnly(path, almost);
    assertThat(Await.get(music.moves().locate(track.id(), path + "x")).orElseThrow().path())
        .isEqualTo(path + "x");
    assertThat(Await.get(music.queue().items()))
        .extracting(QueueItem::path)
        .containsExactly(path + "x", almost, path + "x");
    assertThat(Await.get(music.tracks().deleteAll(List.of(almost)))).isEqualTo(1);
  }

  @Test
  void numbers_at_their_limits(Database db) {
    MusicLibrary music = Music.on(db);
    for (Double duration : new Double[] {null, 0.0, 0.1, 180.25, 1e-9, 1e12}) {
      for (long number : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
        TrackMetadata metadata =
            new TrackMetadata(
                null, null, null, null, "07", "0", "2024", duration, number, number, number, null);
        long id = Await.get(music.tracks().add(new TrackFile("/" + duration + number, metadata)));
        assertThat(Await.get(music.catalog().find(id)).orElseThrow().metadata())
            .isEqualTo(metadata);
      }
    }
  }

  private static TrackMetadata tagged(String text) {
    return new TrackMetadata(
        text, text, text, text, text, text, text, null, null, null, null, null);
  }
}
