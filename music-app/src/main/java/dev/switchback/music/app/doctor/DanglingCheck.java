package dev.switchback.music.app.doctor;

import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.database.Database;
import dev.switchback.music.schema.FavoritesTable;
import dev.switchback.music.schema.LibraryTable;
import dev.switchback.music.schema.PlaylistItemsTable;
import dev.switchback.music.schema.PlaylistsTable;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Rows that refer to rows that there are not: an old program with foreign keys switched off. */
record DanglingCheck(
    String name,
    String rule,
    String what,
    Table<Record> table,
    Field<Long> reference,
    Condition dangling)
    implements Check {

  static final Check FAVORITES =
      of(
          "favorites",
          "favorites are of tracks",
          "favorite of no track",
          FavoritesTable.FAVORITES,
          FavoritesTable.TRACK_ID,
          LibraryTable.LIBRARY,
          LibraryTable.ID);

  static final Check ITEMS_WITHOUT_TRACK =
      of(
          "playlist-tracks",
          "places in playlists are of tracks",
          "place in a playlist of no track",
          PlaylistItemsTable.PLAYLIST_ITEMS,
          PlaylistItemsTable.TRACK_ID,
          LibraryTable.LIBRARY,
          LibraryTable.ID);

  static final Check ITEMS_WITHOUT_PLAYLIST =
      of(
          "playlist-places",
          "places are in playlists",
          "place in no playlist",
          PlaylistItemsTable.PLAYLIST_ITEMS,
          PlaylistItemsTable.PLAYLIST_ID,
          PlaylistsTable.PLAYLISTS,
          PlaylistsTable.ID);

  private static Check of(
      String name,
      String rule,
      String what,
      Table<Record> table,
      Field<Long> reference,
      Table<Record> target,
      Field<Long> id) {
    return new DanglingCheck(
        name,
        rule,
        what,
        table,
        reference,
        notExists(selectOne().from(target).where(id.eq(reference))));
  }

  @Override
  public List<String> find(Database database) {
    return database
        .fetch(select(reference).from(table).where(dangling).orderBy(reference))
        .join()
        .getValues(reference)
        .stream()
        .map(id -> what + ": " + id)
        .toList();
  }

  @Override
  public void repair(Database database) {
    database.execute(deleteFrom(table).where(dangling)).join();
  }
}
