package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.LibraryStats;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Page;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.SortKey;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SortOrder;
import org.junit.jupiter.api.Test;

/** Reading tracks: pages, search, filters, order, sums. */
@Conformance
@DatabasePerTest
final class MusicCatalogContract {

  @Test
  void an_empty_library(Database db) {
    MusicLibrary music = Music.on(db);
    assertThat(Music.page(music, LibraryQuery.all())).isEqualTo(new Page<Track>(List.of(), 0));
    assertThat(Await.get(music.catalog().stats())).isEqualTo(new LibraryStats(0, 0, 0, 0, 0));
    assertThat(Await.get(music.catalog().missing())).isEmpty();
  }

  @Test
  void the_pages_of_a_list_make_the_list(Database db) {
    MusicLibrary music = Music.with(120, db);
    for (SortKey key : SortKey.values()) {
      for (SortOrder order : List.of(SortOrder.ASC, SortOrder.DESC)) {
        LibraryQuery query = LibraryQuery.all().sortedBy(key, order);
        List<Track> pages = new ArrayList<>();
        for (int offset = 0; offset < 120; offset += 50) {
          Page<Track> page = Music.page(music, query.slice(50, offset));
          assertThat(page.total()).isEqualTo(120);
          pages.addAll(page.items());
        }
        assertThat(pages)
            .as(key + " " + order)
            .isEqualTo(Music.page(music, query.slice(1000, 0)).items())
            .doesNotHaveDuplicates()
            .hasSize(120);
      }
    }
  }

  @Test
  void a_page_beyond_the_end_and_one_of_no_size_know_the_total(Database db) {
    MusicLibrary music = Music.with(7, db);
    assertThat(Music.page(music, LibraryQuery.all().slice(5, 100)))
        .isEqualTo(new Page<Track>(List.of(), 7));
    assertThat(Music.page(music, LibraryQuery.all().slice(0, 0)))
        .isEqualTo(new Page<Track>(List.of(), 7));
  }

  @Test
  void what_has_no_value_comes_first_upwards_and_last_downwards(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(
        music
            .tracks()
            .addAll(
                List.of(
                    Music.titled("/1", "b"),
                    new TrackFile("/2", TrackMetadata.titled("x").withFile(1, null, null, null)),
                    Music.titled("/3", "B"),
                    Music.titled("/4", "ä"))));
    Await.get(music.tracks().replaceAll(List.of(new TrackFile("/2", nothing()))));
    LibraryQuery up = LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.ASC);
    LibraryQuery down = LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.DESC);
    assertThat(Music.titles(music, up)).containsExactly("null", "B", "b", "ä");
    assertThat(Music.titles(music, down)).containsExactly("ä", "b", "B", "null");
  }

  @Test
  void search_finds_title_artist_and_album_and_takes_a_to_z_as_A_to_Z(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(
        music
            .tracks()
            .addAll(
                List.of(
                    new TrackFile("/1", tags("Pure", "x", "x")),
                    new TrackFile("/2", tags("x", "im PURE", "x")),
                    new TrackFile("/3", tags("x", "x", "purely")),
                    new TrackFile("/4", tags("École", "x", "x")),
                    new TrackFile("/5", tags("x", "ÉCOLE", "x")))));
    assertThat(paths(music, "puRE")).containsExactlyInAnyOrder("/1", "/2", "/3");
    assertThat(paths(music, "École")).containsExactlyInAnyOrder("/4", "/5");
    assertThat(paths(music, "école")).isEmpty();
    assertThat(paths(music, "ÉCO")).containsExactlyInAnyOrder("/4", "/5");
  }

  @Test
  void no_character_is_a_wildcard(Database db) {
    MusicLibrary music = Music.on(db);
    String[] texts = {
      "100%", "a_b", "a\\b", "a!b", "a'b", "a\"b", "a[b]", "a*b", "a?b", "aXb", "🎵 a"
    };
    List<TrackFile> files = new ArrayList<>();
    for (String text : texts) {
      files.add(Music.titled("/" + text, text));
    }
    Await.get(music.tracks().addAll(files));
    for (String text : texts) {
      assertThat(paths(music, text)).as(text).containsExactly("/" + text);
    }
    assertThat(paths(music, "%")).containsExactly("/100%");
    assertThat(paths(music, "_")).containsExactly("/a_b");
    assertThat(paths(music, "")).hasSize(texts.length);
  }

  @Test
  void filters_are_exact_and_together(Database db) {
    MusicLibrary music = Music.with(1000, db);
    LibraryQuery all = LibraryQuery.all().slice(5, 0);
    assertThat(Music.page(music, all.artist("Artist 15").album("Album 5")).total()).isEqualTo(10);
    assertThat(Music.page(music, all.artist("Artist 10").album("Album 5")).total()).isZero();
    assertThat(Music.page(music, all.artist("artist 15")).total()).isZero();
    assertThat(Music.page(music, all.search("Artist 5")).total())
        .isEqualTo(SampleTracks.containingArtist5(1000));
    assertThat(Music.page(music, all.search("rack 99").artist("Artist 99")).total()).isEqualTo(2);
  }

  @Test
  void missing_tracks_are_in_no_list_and_no_sum(Database db) {
    MusicLibrary music = Music.with(100, db);
    Await.get(music.tracks().markMissing(List.of(SampleTracks.track(99).path())));
    assertThat(Music.page(music, LibraryQuery.all()).total()).isEqualTo(99);
    assertThat(Await.get(music.catalog().stats())).isEqualTo(SampleTracks.stats(99));
    assertThat(Await.get(music.catalog().findByPath(SampleTracks.track(99).path()))).isPresent();
  }

  private static List<String> paths(MusicLibrary music, String text) {
    return Music.page(music, LibraryQuery.all().search(text)).items().stream()
        .map(Track::path)
        .toList();
  }

  private static TrackMetadata tags(String title, String artist, String album) {
    return new TrackMetadata(
        title, artist, album, null, null, null, null, null, null, null, null, null);
  }

  private static TrackMetadata nothing() {
    return new TrackMetadata(
        null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
