package dev.switchback.music.app.demo;

import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Playlist;
import dev.switchback.music.PlaylistItem;
import dev.switchback.music.Playlists;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fifty playlists, one of them with a hundred tracks. */
final class PlaylistDemo {

  private static final int LISTS = 50;
  private static final int TRACKS = 100;

  private PlaylistDemo() {}

  static void run(MusicLibrary music, DemoLibrary library, Steps steps) {
    Playlists playlists = music.playlists();
    List<Playlist> made =
        steps.time(
            "playlist, create",
            LISTS,
            () -> {
              List<Playlist> all = new ArrayList<>();
              for (int i = 0; i < LISTS; i++) {
                all.add(playlists.create("Playlist " + i).join());
              }
              return all;
            });
    long id = made.get(0).id();
    List<Long> tracks = tracks(music, library);
    steps.check(
        "tracks added to a playlist",
        TRACKS,
        steps.time("playlist, add", TRACKS, () -> playlists.add(id, tracks).join()));
    steps.check("tracks added again", 0, playlists.add(id, tracks).join());
    List<PlaylistItem> items =
        steps.time(
            "playlist, get",
            LISTS,
            () -> {
              for (int i = 1; i < LISTS; i++) {
                playlists.items(id).join();
              }
              return playlists.items(id).join();
            });
    steps.check("tracks of a playlist", tracks, ids(items));
    List<Playlist> all =
        steps.time(
            "playlist, list",
            LISTS,
            () -> {
              for (int i = 1; i < LISTS; i++) {
                playlists.all().join();
              }
              return playlists.all().join();
            });
    steps.check(
        "playlists",
        made.stream().map(Playlist::id).toList(),
        all.stream().map(Playlist::id).toList());
    playlists.move(id, 0, TRACKS - 1).join();
    playlists.remove(id, 0).join();
    List<Long> expected = new ArrayList<>(tracks.subList(2, TRACKS));
    expected.add(tracks.get(0));
    steps.check("a playlist that was changed", expected, ids(playlists.items(id).join()));
  }

  private static List<Long> ids(List<PlaylistItem> items) {
    return items.stream().map(item -> item.track().id()).toList();
  }

  private static List<Long> tracks(MusicLibrary music, DemoLibrary library) {
    int from = library.before();
    List<String> paths =
        SampleTracks.range(from, from + TRACKS).stream().map(TrackFile::path).toList();
    Map<String, Track> found = music.catalog().findAllByPath(paths).join();
    return paths.stream().map(path -> found.get(path).id()).toList();
  }
}
