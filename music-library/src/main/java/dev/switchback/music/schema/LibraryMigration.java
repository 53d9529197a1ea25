package dev.switchback.music.schema;

import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.jooq.impl.DSL.createIndexIfNotExists;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.query;

import dev.switchback.database.MigrationContext;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.impl.DSL;

/** The table {@code library} and its indexes. */
final class LibraryMigration {

  /** "sha256:" and 64 digits. */
  private static final int CONTENT_HASH_LENGTH = 71;

  private LibraryMigration() {}

  static List<Query> steps(MigrationContext context) {
    List<Query> steps = new ArrayList<>(table(context).steps(context));
    steps.add(index(context, "idx_library_filepath_hash", List.of(LibraryTable.FILEPATH_HASH)));
    steps.add(index(context, "idx_library_file_inode", List.of(LibraryTable.FILE_INODE)));
    steps.add(index(context, "idx_library_content_hash", List.of(LibraryTable.CONTENT_HASH)));
    steps.add(index(context, "idx_library_added", addedOrder(context)));
    if (Defaults.isSqlite(context)) {
      steps.add(forgetHashOfMovedPath());
    }
    return steps;
  }

  private static TableDefinition table(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(LIBRARY)
        .column(LibraryTable.ID, types.int64().identity(true))
        .column(LibraryTable.FILEPATH, types.longText().notNull())
        .column(LibraryTable.TITLE, types.longText())
        .column(LibraryTable.ARTIST, types.longText())
        .column(LibraryTable.ALBUM, types.longText())
        .column(LibraryTable.ALBUM_ARTIST, types.longText())
        .column(LibraryTable.TRACK_NUMBER, types.longText())
        .column(LibraryTable.TRACK_TOTAL, types.longText())
        .column(LibraryTable.DATE, types.longText())
        .column(LibraryTable.DURATION, types.float64())
        .column(LibraryTable.FILE_SIZE, types.int64().defaultValue(0L))
        .column(LibraryTable.FILE_MTIME_NS, types.int64())
        .column(LibraryTable.ADDED_DATE, types.dateTime(0).defaultValue(Defaults.now(context)))
        .column(LibraryTable.LAST_PLAYED, types.dateTime(0))
        .column(LibraryTable.PLAY_COUNT, types.int32().defaultValue(0))
        .column(LibraryTable.LASTFM_LOVED, types.bool().defaultValue(false))
        .column(LibraryTable.MISSING, types.bool().defaultValue(false))
        .column(LibraryTable.LAST_SEEN_AT, types.int64())
        .column(LibraryTable.FILE_INODE, types.int64())
        .column(LibraryTable.CONTENT_HASH, types.text(CONTENT_HASH_LENGTH))
        .column(LibraryTable.FILEPATH_HASH, types.text(PathHash.LENGTH))
        .constraint(primaryKey(LibraryTable.ID));
  }

  /**
   * The order of a player's first screen, so that it need not sort the whole library. PostgreSQL
   * counts NULL as the highest value unless told otherwise; the others count it as the lowest, and
   * SQLite lets nobody say so in an index.
   */
  private static List<OrderField<?>> addedOrder(MigrationContext context) {
    Field<?> added = LibraryTable.ADDED_DATE;
    return List.of(
        Defaults.isPostgres(context) ? added.asc().nullsFirst() : added, LibraryTable.ID);
  }

  /** IF NOT EXISTS only where an older program may have made it: MySQL does not have it. */
  private static Query index(
      MigrationContext context, String name, List<? extends OrderField<?>> columns) {
    return context.table(LIBRARY.getName()).isPresent()
        ? createIndexIfNotExists(name(name)).on(LIBRARY, columns)
        : DSL.createIndex(name(name)).on(LIBRARY, columns);
  }

  /** The original player moves a track by changing its path, and does not know of the hash. */
  private static Query forgetHashOfMovedPath() {
    return query(
        "create trigger if not exists library_filepath_hash after update of filepath on library"
            + " when new.filepath <> old.filepath and new.filepath_hash is old.filepath_hash"
            + " begin update library set filepath_hash = null where id = new.id; end");
  }
}
