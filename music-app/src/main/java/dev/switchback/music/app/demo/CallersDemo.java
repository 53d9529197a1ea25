package dev.switchback.music.app.demo;

import dev.switchback.database.Database;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A hundred callers at once; each looks up a track, counts a play, and lists an artist. */
final class CallersDemo {

  static final int CALLERS = 100;
  private static final int CALLS = 3;

  private final MusicLibrary music;
  private final DemoLibrary library;
  private final Steps steps;

  private CallersDemo(MusicLibrary music, DemoLibrary library, Steps steps) {
    this.music = music;
    this.library = library;
    this.steps = steps;
  }

  static void run(Database database, DemoLibrary library, Steps steps) {
    new CallersDemo(new MusicLibrary(database), library, steps).run();
  }

  private void run() {
    steps.time(
        CALLERS + " concurrent callers",
        (long) CALLERS * CALLS,
        () ->
            CompletableFuture.allOf(
                    IntStream.range(0, CALLERS)
                        .mapToObj(this::call)
                        .toArray(CompletableFuture[]::new))
                .join());
  }

  /** Caller i has the i-th of the new tracks, so that no two meet, however few tracks there are. */
  private CompletableFuture<Void> call(int caller) {
    int number = library.before() + caller;
    int artist = number % 100;
    return music
        .catalog()
        .findByPath(SampleTracks.track(number).path())
        .thenCompose(found -> music.tracks().played(found.map(Track::id).orElse(-1L)))
        .thenCompose(
            played -> {
              check("title of caller " + caller, "Track " + number, played, CallersDemo::title);
              check("plays of caller " + caller, 1, played, Track::playCount);
              return music.catalog().page(LibraryQuery.all().artist("Artist " + artist));
            })
        .thenAccept(
            page ->
                steps.check(
                    "tracks of artist " + artist,
                    library.after(n -> SampleTracks.ofArtist(artist, n)),
                    page.total()));
  }

  private void check(
      String what, Object expected, Optional<Track> track, Function<Track, ?> value) {
    steps.check(what, Optional.of(expected), track.map(value));
  }

  private static String title(Track track) {
    return String.valueOf(track.metadata().title());
  }
}
