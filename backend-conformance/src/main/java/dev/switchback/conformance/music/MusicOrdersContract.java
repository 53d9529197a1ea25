package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SortKey;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.schema.LibraryTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists by keyset and the jump to a letter: the same list as by offset. */
@Conformance
@DatabasePerTest
final class MusicOrdersContract {

  private static final List<SortOrder> DIRECTIONS = List.of(SortOrder.ASC, SortOrder.DESC);

  @Test
  void page_by_page_it_is_the_whole_list(Database db) {
    MusicLibrary music = odd(db);
    for (SortKey key : SortKey.values()) {
      for (SortOrder direction : DIRECTIONS) {
        LibraryQuery query = LibraryQuery.all().sortedBy(key, direction);
        for (LibraryQuery part : List.of(query, query.search("e"), query.artist("Ärzte"))) {
          List<Track> all = Music.page(music, part.slice(1000, 0)).items();
          assertThat(byKeyset(music, part.slice(4, 0))).as(part.toString()).isEqualTo(all);
        }
      }
    }
  }

  @Test
  void what_comes_and_goes_meanwhile_does_not_shift_the_pages(Database db) {
    MusicLibrary music = Music.with(20, db);
    LibraryQuery query = LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.ASC).slice(10, 0);
    List<Track> first = Music.page(music, query).items();
    Await.get(music.tracks().delete(first.get(9).id()));
    Music.titled(music, "A comes before all");
    assertThat(Await.get(music.catalog().after(query, first.get(9))))
        .extracting(track -> track.metadata().title())
        .startsWith("Track 18", "Track 19", "Track 2");
  }

  @Test
  void the_jump_to_a_text_is_where_the_list_gets_there(Database db) {
    MusicLibrary music = odd(db);
    for (SortKey key : List.of(SortKey.TITLE, SortKey.ARTIST, SortKey.ALBUM)) {
      for (SortOrder direction : DIRECTIONS) {
        LibraryQuery query = LibraryQuery.all().sortedBy(key, direction).slice(1000, 0);
        List<Track> all = Music.page(music, query).items();
        for (String text : List.of("", "A", "B", "Be", "a", "e", "Ä", "Z", "\uffff", "🎵")) {
          int offset = Math.toIntExact(Await.get(music.catalog().offsetOf(query, text)));
          assertThat(offset).as(query + " " + text).isEqualTo(first(all, key, direction, text));
          assertThat(Await.get(music.catalog().from(query, text)))
              .as(query + " " + text)
              .isEqualTo(all.subList(offset, all.size()));
        }
      }
    }
  }

  @Test
  void the_jump_lands_on_the_first_of_a_letter_in_both_directions(Database db) {
    MusicLibrary music = Music.on(db);
    Music.titled(music, "Ba", "A", "C", "B", "Bz");
    LibraryQuery up = LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.ASC).slice(2, 0);
    LibraryQuery down = LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.DESC).slice(2, 0);
    assertThat(Await.get(music.catalog().from(up, "B")))
        .extracting(Track::path)
        .containsExactly("/B", "/Ba");
    assertThat(Await.get(music.catalog().from(down, "B")))
        .extracting(Track::path)
        .containsExactly("/Bz", "/Ba");
    assertThat(Await.get(music.catalog().offsetOf(down, "B"))).isEqualTo(1);
    assertThatThrownBy(() -> music.catalog().from(LibraryQuery.all(), "B"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ADDED");
  }

  /** NULL, ties, cases, characters beyond 16 bits, texts that are the same for 250 characters. */
  private static MusicLibrary odd(Database db) {
    MusicLibrary music = Music.on(db);
    @Nullable String[] texts = {
      null,
      "",
      "A",
      "a",
      "Be",
      "be",
      "bé",
      "be\u0301",
      "Ärzte",
      "Ärzte",
      "Z",
      "\uffee",
      "🎵",
      "B ",
      "B",
      "%",
      "e".repeat(250) + "a",
      "e".repeat(250),
      "🎵".repeat(250) + "b",
      "🎵".repeat(251)
    };
    List<TrackFile> files = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      files.add(file("/" + i, texts[i], i % 3 == 0 ? null : i / 2 * 1.5));
      files.add(file("/again" + i, texts[i], 3.0));
    }
    Await.get(music.tracks().addAll(files));
    List<Track> all = Music.all(music);
    for (int i = 0; i < all.size(); i += 3) {
      MusicLibrary then = Music.at(Music.NOW.minusSeconds(i / 6), db);
      Await.get(then.tracks().played(all.get(i).id()));
    }
    Await.get(music.tracks().markMissing(List.of("/7")));
    Await.get( // as in old files
        db.execute(
            update(LibraryTable.LIBRARY)
                .setNull(LibraryTable.PLAY_COUNT)
                .setNull(LibraryTable.MISSING)
                .setNull(LibraryTable.FILE_SIZE)
                .setNull(LibraryTable.ADDED_DATE)
                .where(LibraryTable.ID.in(all.get(5).id(), all.get(9).id(), all.get(10).id()))));
    return music;
  }

  private static TrackFile file(String path, @Nullable String text, @Nullable Double duration) {
    return new TrackFile(
        path,
        new TrackMetadata(
            text, text, text, null, null, null, null, duration, null, null, null, null));
  }

  private static List<Track> byKeyset(MusicLibrary music, LibraryQuery query) {
    List<Track> all = new ArrayList<>(Music.page(music, query).items());
    List<Track> page = all;
    while (!page.isEmpty()) {
      page = Await.get(music.catalog().after(query, page.get(page.size() - 1)));
      all.addAll(page);
    }
    return all;
  }

  private static int first(List<Track> all, SortKey key, SortOrder direction, String text) {
    return IntStream.range(0, all.size())
        .filter(i -> isThere(text(all.get(i), key), direction, text))
        .findFirst()
        .orElse(all.size());
  }

  private static boolean isThere(@Nullable String place, SortOrder direction, String text) {
    if (place == null) {
      return direction == SortOrder.DESC;
    }
    int order = compare(place, text);
    return direction == SortOrder.ASC ? order >= 0 : order <= 0 || place.startsWith(text);
  }

  private static @Nullable String text(Track track, SortKey key) {
    TrackMetadata metadata = track.metadata();
    return switch (key) {
      case TITLE -> metadata.title();
      case ARTIST -> metadata.artist();
      default -> metadata.album();
    };
  }

  /** By code point, which {@link String#compareTo} is not. */
  private static int compare(String one, String other) {
    int[] ones = one.codePoints().toArray();
    int[] others = other.codePoints().toArray();
    return Arrays.compare(ones, others);
  }
}
