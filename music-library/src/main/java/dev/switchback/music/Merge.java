package dev.switchback.music;

import static dev.switchback.music.schema.FavoritesTable.FAVORITES;
import static dev.switchback.music.schema.FavoritesTable.TIMESTAMP;
import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LAST_PLAYED;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.PLAY_COUNT;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ID;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ITEMS;
import static dev.switchback.music.schema.PlaylistItemsTable.TRACK_ID;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.Transaction;
import dev.switchback.music.schema.FavoritesTable;
import dev.switchback.music.schema.PlaylistsTable;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** One track of two, in the steps that {@link Duplicates#merge} and {@link Moves#locate} share. */
final class Merge {

  private final Transaction tx;
  private final long keep;
  private final long delete;

  private Merge(Transaction tx, long keep, long delete) {
    this.tx = tx;
    this.keep = keep;
    this.delete = delete;
  }

  /** False if there is none to delete; fails if there is none to keep. */
  static CompletableFuture<Boolean> run(Transaction tx, long keep, long delete) {
    return new Merge(tx, keep, delete).run();
  }

  private CompletableFuture<Boolean> run() {
    return lock()
        .thenCompose(
            rows -> {
              Record deleted = rows.get(delete);
              Record kept = rows.get(keep);
              if (deleted == null) {
                return CompletableFuture.completedFuture(false);
              }
              if (kept == null) {
                throw MusicException.noSuchTrack(keep);
              }
              return merge(kept, deleted).thenApply(done -> true);
            });
  }

  /** Reads both rows and holds them: what others count meanwhile waits, and is not lost. */
  private CompletableFuture<Map<Long, Record>> lock() {
    return tx.fetch(
            update(LIBRARY)
                .set(PLAY_COUNT, coalesce(PLAY_COUNT, inline(0)))
                .where(ID.in(keep, delete))
                .returningResult(List.of(ID, FILEPATH, PLAY_COUNT, LAST_PLAYED)))
        .thenApply(rows -> rows.intoMap(ID));
  }

  private CompletableFuture<?> merge(Record kept, Record deleted) {
    return tx.execute(addHistory(kept, deleted))
        .thenCompose(done -> copyFavorite())
        .thenCompose(
            done -> QueuedPaths.change(tx, Map.of(deleted.get(FILEPATH), kept.get(FILEPATH))))
        .thenCompose(done -> movePlaylistItems())
        .thenCompose(done -> tx.batch(Tracks.deletes(ID.eq(delete))));
  }

  private Query addHistory(Record kept, Record deleted) {
    return update(LIBRARY)
        .set(PLAY_COUNT, kept.get(PLAY_COUNT) + deleted.get(PLAY_COUNT))
        .set(LAST_PLAYED, later(kept.get(LAST_PLAYED), deleted.get(LAST_PLAYED)))
        .where(ID.eq(keep));
  }

  private static @Nullable LocalDateTime later(
      @Nullable LocalDateTime one, @Nullable LocalDateTime other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private CompletableFuture<?> copyFavorite() {
    return tx.fetch(select(TIMESTAMP).from(FAVORITES).where(FavoritesTable.TRACK_ID.eq(delete)))
        .thenCompose(
            found ->
                tx.execute(
                    insertInto(FAVORITES, FavoritesTable.TRACK_ID, TIMESTAMP)
                        .valuesOfRows(found.map(row -> row(keep, row.value1())))
                        .onConflict(FavoritesTable.TRACK_ID)
                        .doNothing()));
  }

  /** Where both are in a playlist, the deleted one's place goes with it. */
  private CompletableFuture<?> movePlaylistItems() {
    return tx.execute(
            PlaylistChange.lock(
                PlaylistsTable.ID.in(select(PLAYLIST_ID).from(PLAYLIST_ITEMS).where(has(delete)))))
        .thenCompose(locked -> tx.fetch(select(PLAYLIST_ID).from(PLAYLIST_ITEMS).where(has(keep))))
        .thenCompose(
            both ->
                tx.execute(
                    update(PLAYLIST_ITEMS)
                        .set(TRACK_ID, keep)
                        .where(has(delete))
                        .and(PLAYLIST_ID.notIn(both.getValues(PLAYLIST_ID)))));
  }

  private static Condition has(long track) {
    return TRACK_ID.eq(track);
  }
}
