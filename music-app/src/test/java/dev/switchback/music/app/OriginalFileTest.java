package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.database.Database;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.schema.MusicSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the original player made, and what it does with files of ours: by its own SQL. */
class OriginalFileTest {

  @TempDir private Path folder;
  private String url = "";

  @BeforeEach
  void file() {
    url = "jdbc:sqlite:" + folder.resolve("mt.db");
  }

  @Test
  void the_oldest_file_gets_what_it_lacks_and_keeps_what_it_has() throws SQLException {
    original(
        "create table queue (id integer primary key autoincrement, filepath text not null)",
        "create table settings (key text primary key, value text)",
        "create table library (id integer primary key autoincrement, filepath text not null,"
            + " title text, artist text, album text, album_artist text, track_number text,"
            + " track_total text, date text, duration real,"
            + " added_date timestamp default current_timestamp, last_played timestamp,"
            + " play_count integer default 0)",
        "create table removed_files (id integer, filepath text unique not null)",
        "create table playlists (id integer primary key autoincrement, name text not null unique,"
            + " created_at timestamp default current_timestamp)",
        "insert into playlists (name, created_at) values ('new', '2025-02-02 00:00:00'),"
            + " ('old', '2025-01-01 00:00:00'), ('newest', '2025-02-02 00:00:00')",
        "insert into library (filepath, title, duration, added_date, play_count)"
            + " values ('/a.mp3', 'A', 2, '2025-02-11 10:11:12', null), ('/b.mp3', null, null, null, 3)",
        "insert into settings values ('volume', '42'), ('window_size', null)");
    try (Database db = Database.open(url)) {
      db.schema().migrate(MusicSchema.MIGRATIONS).join();
      MusicLibrary music = new MusicLibrary(db);
      Track track = music.catalog().findByPath("/a.mp3").join().orElseThrow();
      assertThat(track.added()).isEqualTo("2025-02-11T10:11:12");
      assertThat(track.playCount()).isZero();
      assertThat(track.missing()).isFalse();
      assertThat(music.catalog().page(LibraryQuery.all()).join().total()).isEqualTo(2);
      assertThat(music.fingerprints().all().join())
          .containsEntry("/b.mp3", new Fingerprint(null, 0, false));
      assertThat(music.settings().all().join())
          .containsEntry("volume", 42)
          .containsEntry("window_size", "");
      assertThat(music.tracks().markMissing(List.of("/a.mp3")).join()).isEqualTo(1);
    }
    assertThat(answer("select group_concat(name) from (select * from playlists order by position)"))
        .isEqualTo("old,new,newest");
    assertThat(answer("select count(*) from removed_files")).isEqualTo("0");
  }

  @Test
  void the_original_reads_and_inserts_into_a_file_of_ours() throws SQLException {
    try (Database db = Database.open(url)) {
      db.schema().migrate(MusicSchema.MIGRATIONS).join();
      new MusicLibrary(db)
          .tracks()
          .add(new TrackFile("/ours.mp3", TrackMetadata.titled("Ours").withFile(7, 8L, 9L, null)))
          .join();
    }
    original(
        "insert into library (filepath, title, duration, file_size, missing)"
            + " values ('/theirs.mp3', 'Theirs', 1.5, 10, 0)",
        "insert into queue (filepath) values ('/theirs.mp3')",
        "insert or replace into settings (key, value) values ('volume', '50')",
        "insert into favorites (track_id) select id from library where title = 'Theirs'",
        "insert into playlists (name) values ('p')",
        "insert into playlist_items (playlist_id, track_id, position) select 1, id, 0 from library",
        "insert into watched_folders (path, mode) values ('/music', 'continuous')",
        "insert or replace into queue_state (id, current_index, shuffle_enabled) values (1, -1, 0)",
        "insert or replace into lyrics_cache (artist, title, lyrics) values ('a', 't', null)",
        "insert into scrobble_queue (artist, track, timestamp) values ('a', 't', 1700000000)",
        "update library set missing = 1, last_seen_at = 5 where filepath = '/ours.mp3'");
    assertThat(
            answer("select length(added_date) || missing || play_count from library where id = 1"))
        .isEqualTo("1910");
    assertThat(answer("select typeof(created_at) || enabled from watched_folders"))
        .isEqualTo("integer1");
    try (Database db = Database.open(url)) {
      MusicLibrary music = new MusicLibrary(db);
      assertThat(music.catalog().findByPath("/theirs.mp3").join()).isPresent();
      assertThat(music.catalog().missing().join())
          .extracting(Track::path)
          .containsExactly("/ours.mp3");
      assertThat(music.tracks().deleteAll(List.of("/theirs.mp3", "/ours.mp3")).join()).isEqualTo(2);
    }
  }

  @Test
  void a_track_that_the_original_moved_is_found_by_its_new_path() throws SQLException {
    try (Database db = Database.open(url)) {
      db.schema().migrate(MusicSchema.MIGRATIONS).join();
      new MusicLibrary(db).tracks().add(new TrackFile("/old", TrackMetadata.titled("T"))).join();
    }
    original("update library set filepath = '/new' where id = 1");
    try (Database db = Database.open(url)) {
      MusicLibrary music = new MusicLibrary(db);
      assertThat(music.catalog().findByPath("/old").join()).isEmpty();
      assertThat(music.catalog().findByPath("/new").join()).isPresent();
      assertThat(music.catalog().existingPaths(List.of("/old", "/new")).join())
          .containsExactly("/new");
    }
  }

  private void original(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma foreign_keys = on");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String answer(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getString(1);
    }
  }
}
