package dev.switchback.music.schema;

import static dev.switchback.music.schema.LyricsCacheTable.LYRICS_CACHE;
import static dev.switchback.music.schema.ScrobbleQueueTable.SCROBBLE_QUEUE;
import static dev.switchback.music.schema.WatchedFoldersTable.WATCHED_FOLDERS;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.unique;

import dev.switchback.database.MigrationContext;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Query;

/** The tables {@code lyrics_cache}, {@code scrobble_queue} and {@code watched_folders}. */
final class ServicesMigration {

  /** Two of them share one key of at most 768 characters on MySQL, 2,700 bytes on PostgreSQL. */
  private static final int LYRICS_KEY_LENGTH = 300;

  private ServicesMigration() {}

  static List<Query> steps(MigrationContext context) {
    List<Query> steps = new ArrayList<>(lyrics(context).steps(context));
    steps.addAll(scrobbles(context).steps(context));
    steps.addAll(folders(context).steps(context));
    return steps;
  }

  private static TableDefinition lyrics(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(LYRICS_CACHE)
        .column(LyricsCacheTable.ID, types.int64().identity(true))
        .column(LyricsCacheTable.ARTIST, types.text(LYRICS_KEY_LENGTH).notNull())
        .column(LyricsCacheTable.TITLE, types.text(LYRICS_KEY_LENGTH).notNull())
        .column(LyricsCacheTable.ALBUM, types.longText())
        .column(LyricsCacheTable.LYRICS, types.longText())
        .column(LyricsCacheTable.SOURCE_URL, types.longText())
        .column(LyricsCacheTable.FETCHED_AT, types.dateTime(0).defaultValue(Defaults.now(context)))
        .constraint(primaryKey(LyricsCacheTable.ID))
        .constraint(unique(LyricsCacheTable.ARTIST, LyricsCacheTable.TITLE));
  }

  private static TableDefinition scrobbles(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(SCROBBLE_QUEUE)
        .column(ScrobbleQueueTable.ID, types.int64().identity(true))
        .column(ScrobbleQueueTable.ARTIST, types.longText().notNull())
        .column(ScrobbleQueueTable.TRACK, types.longText().notNull())
        .column(ScrobbleQueueTable.ALBUM, types.longText())
        .column(ScrobbleQueueTable.TIMESTAMP, types.int64().notNull())
        .column(
            ScrobbleQueueTable.CREATED_AT, types.dateTime(0).defaultValue(Defaults.now(context)))
        .column(ScrobbleQueueTable.RETRY_COUNT, types.int32().defaultValue(0))
        .constraint(primaryKey(ScrobbleQueueTable.ID));
  }

  private static TableDefinition folders(MigrationContext context) {
    Types types = context.types();
    TableDefinition table =
        new TableDefinition(WATCHED_FOLDERS)
            .column(WatchedFoldersTable.ID, types.int64().identity(true))
            .column(WatchedFoldersTable.PATH, types.longText().notNull())
            .column(WatchedFoldersTable.MODE, types.text(20).notNull().defaultValue("startup"))
            .column(WatchedFoldersTable.CADENCE_MINUTES, types.int32().defaultValue(10))
            .column(WatchedFoldersTable.ENABLED, types.bool().notNull().defaultValue(true))
            .column(WatchedFoldersTable.LAST_SCANNED_AT, types.int64())
            .column(
                WatchedFoldersTable.CREATED_AT,
                types.int64().notNull().defaultValue(Defaults.unixNow(context)))
            .column(
                WatchedFoldersTable.UPDATED_AT,
                types.int64().notNull().defaultValue(Defaults.unixNow(context)))
            .column(WatchedFoldersTable.PATH_HASH, types.text(PathHash.LENGTH))
            .constraint(primaryKey(WatchedFoldersTable.ID));
    // The original player counts on the key over the path. SQLite has no limit on it; on the others
    // the hash takes its place.
    return Defaults.isSqlite(context)
        ? table.constraint(unique(WatchedFoldersTable.PATH))
        : table.constraint(unique(WatchedFoldersTable.PATH_HASH));
  }
}
