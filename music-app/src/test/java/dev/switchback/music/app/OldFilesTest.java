package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.database.Database;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Playlist;
import dev.switchback.music.QueueItem;
import dev.switchback.music.QueueState;
import dev.switchback.music.Track;
import dev.switchback.music.WatchedFolder;
import dev.switchback.music.schema.MusicSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that the original player has made: upgraded, used, and read and written again by the
 * original's own SQL.
 */
class OldFilesTest {

  @TempDir private Path folder;

  static Stream<OldFiles.Variant> files() {
    return OldFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_of_whatever_age_is_upgraded_used_and_still_the_originals(OldFiles.Variant file)
      throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("mt.db");
    try (Connection original = DriverManager.getConnection(url)) {
      run(original, file.statements());
      run(original, contents(file));
    }
    try (Database db = Database.open(url)) {
      db.schema().migrate(MusicSchema.MIGRATIONS).join();
      MusicLibrary music = new MusicLibrary(db);
      assertWhatWasThere(file, music);
      useEverything(music);
    }
    try (Connection original = DriverManager.getConnection(url)) {
      assertUnknownSurvives(file, original);
      useAsTheOriginalDoes(original);
    }
    try (Database db = Database.open(url)) {
      assertThat(db.schema().migrate(MusicSchema.MIGRATIONS).join())
          .hasSize(MusicSchema.MIGRATIONS.size());
      MusicLibrary music = new MusicLibrary(db);
      assertThat(music.queue().items().join())
          .extracting(QueueItem::path)
          .endsWith("/theirs.mp3", "/nowhere.mp3");
      Track theirs = music.catalog().findByPath("/theirs.mp3").join().orElseThrow();
      assertThat(theirs.metadata().title()).isEqualTo("Theirs");
      assertThat(music.favorites().contains(theirs.id()).join()).isTrue();
    }
  }

  /** With NULL where a column may be. */
  private static List<String> contents(OldFiles.Variant file) {
    List<String> contents = new ArrayList<>();
    contents.add("insert into queue (filepath) values ('/b.mp3'), ('/a.mp3'), ('/b.mp3')");
    contents.add("insert into settings values ('volume', '42'), ('queue_col_library_title', null)");
    contents.add("create table of_somebody_else (it text)");
    contents.add("insert into of_somebody_else values ('stays')");
    if (file.has("table library")) {
      contents.add(
          "insert into library (filepath, title, duration, added_date, play_count)"
              + " values ('/a.mp3', 'A', 2, '2025-02-11 10:11:12', null)");
      contents.add("insert into library (filepath) values ('/b.mp3')");
      contents.add("alter table library add of_somebody_else text default 'stays'");
    }
    for (String column : List.of("file_size", "file_mtime_ns", "missing")) {
      if (file.has("library") && file.has(column + " integer")) {
        contents.add("update library set " + column + " = null");
      }
    }
    if (file.has("table favorites")) {
      contents.add("insert into favorites (track_id, timestamp) values (2, '2025-10-09 01:02:03')");
    }
    if (file.has("table playlists")) {
      contents.add(
          "insert into playlists (name, created_at) values ('new', '2026-01-12 00:00:00'),"
              + " ('old', '2026-01-11 00:00:00')");
      contents.add(
          "insert into playlist_items (playlist_id, track_id, position) values (1, 2, 0), (1, 1,"
              + " 3)");
    }
    return contents;
  }

  private static void assertWhatWasThere(OldFiles.Variant file, MusicLibrary music) {
    assertThat(music.queue().items().join())
        .extracting(QueueItem::path)
        .containsExactly("/b.mp3", "/a.mp3", "/b.mp3");
    assertThat(music.settings().all().join())
        .containsEntry("volume", 42)
        .containsEntry("queue_col_library_title", "");
    assertThat(music.queue().state().join()).isEqualTo(QueueState.INITIAL);
    if (file.has("table library")) {
      Track track = music.catalog().findByPath("/a.mp3").join().orElseThrow();
      assertThat(track.added()).isEqualTo("2025-02-11T10:11:12");
      assertThat(track.playCount()).isZero();
      assertThat(track.missing()).isFalse();
      assertThat(track.metadata().fileSize()).isZero();
      assertThat(music.fingerprints().all().join())
          .containsEntry("/a.mp3", new Fingerprint(null, 0, false))
          .hasSize(2);
      assertThat(music.catalog().page(LibraryQuery.all()).join().total()).isEqualTo(2);
      assertThat(music.tracks().played(track.id()).join().orElseThrow().playCount()).isEqualTo(1);
    }
    if (file.has("table favorites")) {
      assertThat(music.favorites().since(2).join().orElseThrow()).isEqualTo("2025-10-09T01:02:03");
    }
    if (file.has("table playlists")) {
      List<Playlist> playlists = music.playlists().all().join();
      assertThat(playlists).extracting(Playlist::name).containsExactly("old", "new");
      assertThat(music.playlists().items(1).join())
          .extracting(item -> item.track().path())
          .containsExactly("/b.mp3", "/a.mp3");
      music.playlists().move(1, 1, 0).join();
    }
  }

  private static void useEverything(MusicLibrary music) {
    List<Track> tracks = music.queue().addFiles(List.of("/ours.mp3", "/b.mp3"), 0).join();
    music.queue().shuffle(false).join();
    music.favorites().add(tracks.get(0).id()).join();
    long list = music.playlists().create("ours").join().id();
    music.playlists().add(list, tracks.stream().map(Track::id).toList()).join();
    music.watchedFolders().add("/music", WatchedFolder.Rule.DEFAULT).join();
    music.lyrics().notFound("a", "t", null).join();
    music.tracks().markMissing(List.of("/ours.mp3")).join();
    assertThat(music.moves().locate(tracks.get(0).id(), "/moved.mp3").join()).isPresent();
    assertThat(music.queue().size().join()).isEqualTo(5);
  }

  private static void assertUnknownSurvives(OldFiles.Variant file, Connection original)
      throws SQLException {
    assertThat(answer(original, "select it from of_somebody_else")).isEqualTo("stays");
    if (file.has("table library")) {
      assertThat(answer(original, "select of_somebody_else from library where id = 1"))
          .isEqualTo("stays");
    }
    if (file.has("removed_files")) {
      assertThat(answer(original, "select count(*) from removed_files")).isEqualTo("0");
    }
    if (file.has("genre")) {
      assertThat(answer(original, "select source from library where id = 1")).isEqualTo("local");
    }
  }

  /** Its last version's statements: each names its columns. */
  private static void useAsTheOriginalDoes(Connection original) throws SQLException {
    run(
        original,
        List.of(
            "pragma foreign_keys = on",
            "insert into library (filepath, title, artist, album, album_artist, track_number,"
                + " track_total, date, duration, file_size, file_mtime_ns, file_inode,"
                + " content_hash, missing) values ('/theirs.mp3', 'Theirs', 'x', 'y', null, '1',"
                + " '2', '2024', 1.5, 10, 1700000000000000000, -2, 'sha256:0', 0)",
            "insert into queue (filepath) values ('/theirs.mp3'), ('/nowhere.mp3')",
            "insert or replace into settings (key, value) values ('volume', '50')",
            "insert into favorites (track_id) select id from library where title = 'Theirs'",
            "insert into playlists (name) values ('theirs')",
            "insert into playlist_items (playlist_id, track_id, position)"
                + " select p.id, l.id, 0 from playlists p, library l"
                + " where p.name = 'theirs' and l.title = 'Theirs'",
            "insert into watched_folders (path, mode, cadence_minutes, enabled)"
                + " values ('/other', 'continuous', 10, 1)",
            "insert or replace into queue_state (id, current_index, shuffle_enabled, loop_mode)"
                + " values (1, -1, 0, 'all')",
            "insert or replace into lyrics_cache (artist, title, lyrics) values ('a', 't', 'la')",
            "insert into scrobble_queue (artist, track, timestamp) values ('a', 't', 1700000000)",
            "update library set play_count = play_count + 1, last_played = current_timestamp"
                + " where title = 'Theirs'",
            "update library set missing = 1 where filepath = '/moved.mp3'"));
    assertThat(
            answer(
                original,
                "select count(*) from library where (missing = 0 or missing is null)"
                    + " and title like '%heir%'"))
        .isEqualTo("1");
    assertThat(
            answer(
                original,
                "select p.name || count(i.id) from playlists p left join playlist_items i"
                    + " on i.playlist_id = p.id where p.name = 'ours' group by p.id"))
        .isEqualTo("ours2");
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String answer(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getString(1);
    }
  }
}
