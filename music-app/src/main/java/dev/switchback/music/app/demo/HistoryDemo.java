package dev.switchback.music.app.demo;

import dev.switchback.music.CachedLyrics;
import dev.switchback.music.Favorite;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.QueuedScrobble;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Scrobble;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.WatchedFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a listener leaves behind: plays, favorites, scrobbles; and lyrics and watched folders. */
final class HistoryDemo {

  private static final int TRACKS = 30;
  private static final Duration LATELY = Duration.ofDays(1);

  private HistoryDemo() {}

  static void run(MusicLibrary music, DemoLibrary library, Steps steps) {
    List<Track> tracks = new ArrayList<>();
    int from = library.before() + CallersDemo.CALLERS; // not those that the callers play
    for (TrackFile file : SampleTracks.range(from, from + TRACKS)) {
      tracks.add(music.catalog().findByPath(file.path()).join().orElseThrow());
    }
    plays(music, tracks, steps);
    favorites(music, tracks, steps);
    services(music, tracks, steps);
  }

  /** Track i is played i times. */
  private static void plays(MusicLibrary music, List<Track> tracks, Steps steps) {
    int plays = TRACKS * (TRACKS - 1) / 2;
    steps.time(
        "plays",
        plays,
        () -> {
          for (int i = 0; i < TRACKS; i++) {
            for (int play = 0; play < i; play++) {
              music.tracks().played(tracks.get(i).id()).join();
            }
          }
          return plays;
        });
    List<Track> top = steps.time("top 25", 25, () -> music.lists().mostPlayed(25).join());
    steps.check("most played", ids(tracks.subList(TRACKS - 25, TRACKS)), ids(reversed(top)));
    steps.check(
        "recently played", TRACKS - 1, music.lists().recentlyPlayed(LATELY, 100).join().size());
    steps.check("recently added", 100, music.lists().recentlyAdded(LATELY, 100).join().size());
  }

  private static void favorites(MusicLibrary music, List<Track> tracks, Steps steps) {
    steps.time(
        "favorites, add",
        TRACKS,
        () -> {
          tracks.forEach(track -> music.favorites().add(track.id()).join());
          return TRACKS;
        });
    steps.check("added again", false, music.favorites().add(tracks.get(0).id()).join());
    steps.check(
        "favorites",
        ids(tracks),
        music.favorites().page(100, 0).join().items().stream()
            .map(Favorite::track)
            .map(Track::id)
            .toList());
  }

  private static void services(MusicLibrary music, List<Track> tracks, Steps steps) {
    Instant played = Instant.parse("2026-01-01T00:00:00Z");
    List<Scrobble> plays =
        tracks.stream()
            .map(
                track ->
                    new Scrobble(
                        String.valueOf(track.metadata().artist()),
                        String.valueOf(track.metadata().title()),
                        track.metadata().album(),
                        played.plusSeconds(track.id())))
            .toList();
    steps.time(
        "scrobbles, queue",
        TRACKS,
        () -> {
          plays.forEach(play -> music.scrobbles().add(play).join());
          return TRACKS;
        });
    List<QueuedScrobble> queued = music.scrobbles().oldest(100).join();
    steps.check("queued scrobbles", plays, queued.stream().map(QueuedScrobble::scrobble).toList());
    steps.check(
        "tried in vain", Optional.of(1), music.scrobbles().failed(queued.get(0).id()).join());
    steps.check(
        "reported scrobbles",
        TRACKS,
        music.scrobbles().remove(queued.stream().map(QueuedScrobble::id).toList()).join());

    music.lyrics().found("Artist 1", "Track 1", null, "La la", null).join();
    steps.check(
        "lyrics",
        Optional.of("La la"),
        music.lyrics().find("ARTIST 1", "track 1").join().map(CachedLyrics::text));
    WatchedFolder folder = music.watchedFolders().add("/music", WatchedFolder.Rule.DEFAULT).join();
    steps.check("watched folders", List.of(folder), music.watchedFolders().enabled().join());
  }

  private static List<Long> ids(List<Track> tracks) {
    return tracks.stream().map(Track::id).toList();
  }

  private static List<Track> reversed(List<Track> tracks) {
    return tracks.stream().sorted(Comparator.comparingInt(Track::playCount)).toList();
  }
}
