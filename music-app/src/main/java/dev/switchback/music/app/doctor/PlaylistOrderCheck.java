package dev.switchback.music.app.doctor;

import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ID;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ITEMS;
import static dev.switchback.music.schema.PlaylistItemsTable.POSITION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import java.util.List;

/**
 * Here a position is an ordinal, whatever is stored; the original player goes by what is stored.
 */
final class PlaylistOrderCheck implements Check {

  @Override
  public String name() {
    return "playlist-order";
  }

  @Override
  public String rule() {
    return "positions are 0, 1, 2 and so on";
  }

  @Override
  public List<String> find(Database database) {
    return playlists(database).stream().map(id -> "playlist " + id).toList();
  }

  /** Any change closes the gaps, also one that changes nothing. */
  @Override
  public void repair(Database database) {
    for (long id : playlists(database)) {
      new MusicLibrary(database).playlists().move(id, 0, 0).join();
    }
  }

  private static List<Long> playlists(Database database) {
    return database
        .fetch(
            select(PLAYLIST_ID)
                .from(PLAYLIST_ITEMS)
                .groupBy(PLAYLIST_ID)
                .having(
                    min(POSITION)
                        .ne(inline(0))
                        .or(max(POSITION).ne(count().minus(inline(1))))
                        .or(countDistinct(POSITION).ne(count())))
                .orderBy(PLAYLIST_ID))
        .join()
        .getValues(PLAYLIST_ID);
  }
}
