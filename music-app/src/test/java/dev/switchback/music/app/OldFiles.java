package dev.switchback.music.app;

import java.util.ArrayList;
import java.util.List;

/**
 * The files that the original player has made over time, as the statements that make them. Each is
 * the one before and a little more, but for those that grew in another way.
 */
final class OldFiles {

  private static final String QUEUE =
      "create table queue (id integer primary key autoincrement, filepath text not null)";
  private static final String SETTINGS = "create table settings (key text primary key, value text)";
  private static final String TAGS =
      " title text, artist text, album text, album_artist text, track_number text,"
          + " track_total text, date text, duration real,";
  private static final String HISTORY =
      " added_date timestamp default current_timestamp, last_played timestamp,"
          + " play_count integer default 0)";
  private static final String LIBRARY =
      "create table library (id integer primary key autoincrement, filepath text not null,"
          + TAGS
          + HISTORY;
  private static final String TKINTER_LIBRARY =
      "create table library (id integer primary key autoincrement, filepath text not null,"
          + " file_mtime_ns integer default 0, file_size integer default 0,"
          + TAGS
          + HISTORY;
  private static final String FRESH_LIBRARY =
      "create table library (id integer primary key autoincrement, filepath text not null,"
          + TAGS
          + " file_size integer default 0, file_mtime_ns integer,"
          + HISTORY;
  private static final String FAVORITES =
      "create table favorites (id integer primary key autoincrement, track_id integer not null,"
          + " timestamp timestamp default current_timestamp,"
          + " foreign key (track_id) references library (id), unique (track_id))";
  private static final String LYRICS =
      "create table lyrics_cache (id integer primary key autoincrement, artist text not null,"
          + " title text not null, album text, lyrics text, source_url text,"
          + " fetched_at timestamp default current_timestamp, unique (artist, title))";
  private static final String PLAYLISTS =
      "create table playlists (id integer primary key autoincrement, name text not null unique,"
          + " created_at timestamp default current_timestamp)";
  private static final String PLAYLIST_ITEMS =
      "create table playlist_items (id integer primary key autoincrement,"
          + " playlist_id integer not null, track_id integer not null, position integer not null,"
          + " added_at timestamp default current_timestamp,"
          + " foreign key (playlist_id) references playlists (id) on delete cascade,"
          + " foreign key (track_id) references library (id) on delete cascade,"
          + " unique (playlist_id, track_id))";
  private static final String SCROBBLES =
      "create table scrobble_queue (id integer primary key autoincrement, artist text not null,"
          + " track text not null, album text, timestamp integer not null,"
          + " created_at timestamp default current_timestamp, retry_count integer default 0)";
  private static final String FOLDERS =
      "create table watched_folders (id integer primary key autoincrement,"
          + " path text not null unique, mode text not null default 'startup',"
          + " cadence_minutes integer default 10, enabled integer not null default 1,"
          + " last_scanned_at integer,"
          + " created_at integer not null default (strftime('%s', 'now')),"
          + " updated_at integer not null default (strftime('%s', 'now')))";
  private static final String QUEUE_STATE =
      "create table queue_state (id integer primary key check (id = 1),"
          + " current_index integer default -1, shuffle_enabled integer default 0,"
          + " loop_mode text default 'none', original_order_json text)";
  private static final String REMOVED_FILES =
      "create table removed_files (id integer primary key autoincrement,"
          + " filepath text unique not null, title text, removed_date timestamp)";

  private OldFiles() {}

  /** A file: when the player made such, and how. */
  record Variant(String name, List<String> statements) {
    Variant and(String later, String... more) {
      List<String> all = new ArrayList<>(statements);
      all.addAll(List.of(more));
      return new Variant(later, all);
    }

    boolean has(String word) {
      return statements.stream().anyMatch(statement -> statement.contains(word));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Variant> all() {
    List<Variant> all = new ArrayList<>();
    all.add(new Variant("2025-02-11: queue and settings", List.of(QUEUE, SETTINGS)));
    all.add(last(all).and("2025-02-14: a library of 13 columns", LIBRARY));
    all.add(last(all).and("2025-10-09: favorites", FAVORITES));
    Variant october = last(all).and("2025-10-23: lyrics", LYRICS);
    all.add(october);
    all.add(
        last(all)
            .and(
                "2025-10: removed files, rollback journal",
                REMOVED_FILES,
                "pragma journal_mode = delete"));
    all.add(october.and("2026-01-10: playlists without order", PLAYLISTS, PLAYLIST_ITEMS));
    all.add(
        last(all).and("2026-01-13: sizes", "alter table library add file_size integer default 0"));
    all.add(
        last(all)
            .and(
                "2026-01-16: playlists in order",
                "alter table playlists add position integer default 0"));
    all.add(
        new Variant(
            "2026-01-17: size and time beside the path",
            List.of(
                QUEUE,
                SETTINGS,
                TKINTER_LIBRARY,
                FAVORITES,
                LYRICS,
                PLAYLISTS,
                PLAYLIST_ITEMS,
                "alter table playlists add position integer default 0")));
    all.add(
        all.get(all.size() - 2)
            .and(
                "2026-01-18: times, scrobbles, write-ahead log",
                "alter table library add file_mtime_ns integer",
                "create index idx_library_filepath on library (filepath)",
                SCROBBLES,
                "alter table library add lastfm_loved boolean default false",
                "pragma journal_mode = wal"));
    String[] january20 = {
      FOLDERS,
      "alter table library add missing integer default 0",
      "alter table library add last_seen_at integer"
    };
    all.add(last(all).and("2026-01-20: missing files, watched folders", january20));
    all.add(
        new Variant(
                "2026-01-21: fresh, nine tables",
                List.of(
                    QUEUE,
                    FRESH_LIBRARY,
                    SETTINGS,
                    FAVORITES,
                    LYRICS,
                    PLAYLISTS.replace(" created_at", " position integer default 0, created_at"),
                    PLAYLIST_ITEMS,
                    SCROBBLES,
                    "create index idx_library_filepath on library (filepath)",
                    "alter table library add lastfm_loved boolean default false"))
            .and("2026-01-21: fresh, nine tables", january20));
    all.add(
        last(all)
            .and(
                "2026-01-22: inodes and content",
                "alter table library add file_inode integer",
                "alter table library add content_hash text",
                "create index idx_library_file_inode on library (file_inode)"
                    + " where file_inode is not null",
                "create index idx_library_content_hash on library (content_hash)"
                    + " where content_hash is not null"));
    all.add(last(all).and("2026-01-24: the queue's state", QUEUE_STATE));
    all.add(
        last(all)
            .and(
                "later: more columns and tables",
                "alter table library add genre text",
                "alter table library add source text not null default 'local'",
                "alter table queue_state add play_next_offset integer default 0",
                "create table play_history (id integer primary key autoincrement,"
                    + " track_id integer not null references library (id) on delete cascade,"
                    + " played_at integer not null default (strftime('%s', 'now')))",
                "create table library_revision (id integer primary key, revision integer)"));
    return all;
  }

  private static Variant last(List<Variant> all) {
    return all.get(all.size() - 1);
  }
}
