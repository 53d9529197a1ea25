package dev.switchback.music.app.demo;

import dev.switchback.music.Catalog;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SortKey;
import dev.switchback.music.Track;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.SortOrder;

/** Far down a long list: by offset, by keyset, and with a jump to a letter. */
final class ListsDemo {

  private static final int PAGE = 50;
  private static final int PAGES = 100;
  private static final String LETTER = "Track 5";

  private static final LibraryQuery BY_TITLE =
      LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.ASC).slice(PAGE, 0);

  private ListsDemo() {}

  static void run(MusicLibrary music, DemoLibrary library, Steps steps) {
    Catalog catalog = music.catalog();
    List<Track> jumped =
        steps.time(
            "jump to a letter",
            PAGES,
            () -> {
              for (int i = 1; i < PAGES; i++) {
                catalog.from(BY_TITLE, LETTER).join();
              }
              return catalog.from(BY_TITLE, LETTER).join();
            });
    steps.check("where the jump lands", LETTER, jumped.get(0).metadata().title());
    long offset = steps.time("where that is", 1, () -> catalog.offsetOf(BY_TITLE, LETTER).join());
    steps.check("titles before it", library.titlesBefore(LETTER), offset);
    steps.check(
        "the same page by offset",
        jumped,
        steps.time(
            "page by offset, far down",
            1,
            () -> catalog.page(BY_TITLE.slice(PAGE, offset)).join().items()));
    List<Track> onwards =
        steps.time("pages by keyset, from there", PAGES, () -> pages(catalog, jumped));
    steps.check("titles in their order", sorted(onwards), titles(onwards));
    Set<Long> ids = new HashSet<>();
    onwards.forEach(track -> ids.add(track.id()));
    steps.check("each track once", onwards.size(), ids.size());
    steps.check(
        "as many as there are",
        Math.min((long) PAGES * PAGE, library.after(n -> n) - offset),
        (long) onwards.size());
  }

  private static List<Track> pages(Catalog catalog, List<Track> first) {
    List<Track> all = new ArrayList<>(first);
    List<Track> page = first;
    for (int i = 1; i < PAGES && page.size() == PAGE; i++) {
      page = catalog.after(BY_TITLE, page.get(PAGE - 1)).join();
      all.addAll(page);
    }
    return all;
  }

  private static List<String> titles(List<Track> tracks) {
    return tracks.stream()
        .map(track -> Objects.requireNonNullElse(track.metadata().title(), ""))
        .toList();
  }

  private static List<String> sorted(List<Track> tracks) {
    return titles(tracks).stream().sorted().toList();
  }
}
