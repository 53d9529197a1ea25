package dev.switchback.music.schema;

import static dev.switchback.music.schema.FavoritesTable.FAVORITES;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ITEMS;
import static dev.switchback.music.schema.PlaylistsTable.PLAYLISTS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.foreignKey;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unique;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.MigrationContext;
import dev.switchback.database.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;

/** The tables {@code favorites}, {@code playlists} and {@code playlist_items}. */
final class CollectionsMigration {

  private static final int NAME_LENGTH = 500;

  private CollectionsMigration() {}

  static List<Query> steps(MigrationContext context) {
    List<Query> steps = new ArrayList<>(favorites(context).steps(context));
    steps.addAll(playlists(context).steps(context));
    steps.addAll(items(context).steps(context));
    if (context.table(PLAYLISTS.getName()).isPresent()
        && !context.hasColumn(PLAYLISTS.getName(), PlaylistsTable.POSITION.getName())) {
      steps.add(numberPlaylists());
    }
    return steps;
  }

  /** No action on delete, as ever: who deletes a track clears its favorite first. */
  private static TableDefinition favorites(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(FAVORITES)
        .column(FavoritesTable.ID, types.int64().identity(true))
        .column(FavoritesTable.TRACK_ID, types.int64().notNull())
        .column(FavoritesTable.TIMESTAMP, types.dateTime(0).defaultValue(Defaults.now(context)))
        .constraint(primaryKey(FavoritesTable.ID))
        .constraint(unique(FavoritesTable.TRACK_ID))
        .constraint(foreignKey(FavoritesTable.TRACK_ID).references(LIBRARY, LibraryTable.ID));
  }

  private static TableDefinition playlists(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(PLAYLISTS)
        .column(PlaylistsTable.ID, types.int64().identity(true))
        .column(PlaylistsTable.NAME, types.text(NAME_LENGTH).notNull())
        .column(PlaylistsTable.POSITION, types.int32().defaultValue(0))
        .column(PlaylistsTable.CREATED_AT, types.dateTime(0).defaultValue(Defaults.now(context)))
        .constraint(primaryKey(PlaylistsTable.ID))
        .constraint(unique(PlaylistsTable.NAME));
  }

  private static TableDefinition items(MigrationContext context) {
    Types types = context.types();
    return new TableDefinition(PLAYLIST_ITEMS)
        .column(PlaylistItemsTable.ID, types.int64().identity(true))
        .column(PlaylistItemsTable.PLAYLIST_ID, types.int64().notNull())
        .column(PlaylistItemsTable.TRACK_ID, types.int64().notNull())
        .column(PlaylistItemsTable.POSITION, types.int32().notNull())
        .column(PlaylistItemsTable.ADDED_AT, types.dateTime(0).defaultValue(Defaults.now(context)))
        .constraint(primaryKey(PlaylistItemsTable.ID))
        .constraint(unique(PlaylistItemsTable.PLAYLIST_ID, PlaylistItemsTable.TRACK_ID))
        .constraint(
            foreignKey(PlaylistItemsTable.PLAYLIST_ID)
                .references(PLAYLISTS, PlaylistsTable.ID)
                .onDeleteCascade())
        .constraint(
            foreignKey(PlaylistItemsTable.TRACK_ID)
                .references(LIBRARY, LibraryTable.ID)
                .onDeleteCascade());
  }

  /** Files from before positions: the order of creation becomes the order. */
  private static Query numberPlaylists() {
    Table<Record> earlier = PLAYLISTS.as("earlier");
    Field<Long> id = field(name("earlier", "id"), Long.class);
    Field<LocalDateTime> created = field(name("earlier", "created_at"), LocalDateTime.class);
    return update(PLAYLISTS)
        .set(
            PlaylistsTable.POSITION,
            field(
                select(count())
                    .from(earlier)
                    .where(created.lt(PlaylistsTable.CREATED_AT))
                    .or(created.eq(PlaylistsTable.CREATED_AT).and(id.lt(PlaylistsTable.ID)))));
  }
}
