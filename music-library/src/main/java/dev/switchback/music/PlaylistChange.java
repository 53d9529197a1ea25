package dev.switchback.music;

import static dev.switchback.music.schema.PlaylistItemsTable.ADDED_AT;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ID;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ITEMS;
import static dev.switchback.music.schema.PlaylistItemsTable.POSITION;
import static dev.switchback.music.schema.PlaylistItemsTable.TRACK_ID;
import static dev.switchback.music.schema.PlaylistsTable.PLAYLISTS;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.Transaction;
import dev.switchback.music.schema.PlaylistItemsTable;
import dev.switchback.music.schema.PlaylistsTable;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Query;

/** A change of a playlist's tracks, under a lock on the playlist. */
final class PlaylistChange {

  private final Transaction tx;
  private final long playlist;
  private final Ordinals<Integer> items;
  private final int size;

  private PlaylistChange(Transaction tx, long playlist, Ordinals<Integer> items, int size) {
    this.tx = tx;
    this.playlist = playlist;
    this.items = items;
    this.size = size;
  }

  static Ordinals<Integer> items(long playlist) {
    return new Ordinals<>(
        PLAYLIST_ITEMS,
        PlaylistItemsTable.ID,
        POSITION,
        PLAYLIST_ID.eq(playlist),
        List.of(PlaylistItemsTable.ID));
  }

  /** Changes nothing, and holds the rows: others who change these playlists wait. */
  static Query lock(Condition playlists) {
    return update(PLAYLISTS).set(PlaylistsTable.POSITION, PlaylistsTable.POSITION).where(playlists);
  }

  /** Waits for other changes of the playlist, and sees what they have left. */
  static CompletableFuture<PlaylistChange> begin(Transaction tx, long playlist) {
    Ordinals<Integer> items = items(playlist);
    return tx.execute(lock(PlaylistsTable.ID.eq(playlist)))
        .thenCompose(
            found -> {
              if (found == 0) {
                throw MusicException.noSuchPlaylist(playlist);
              }
              return items.close(tx);
            })
        .thenApply(size -> new PlaylistChange(tx, playlist, items, size));
  }

  int size() {
    return size;
  }

  /** Adds those tracks that are not there yet; returns how many. */
  CompletableFuture<Integer> insert(List<Long> tracks, int position, LocalDateTime now) {
    Ordinals.check(position, size + 1);
    return new Catalog(tx)
        .paths(tracks)
        .thenAccept(found -> check(tracks, found.keySet()))
        .thenCompose(known -> present(tracks))
        .thenCompose(
            present -> {
              List<Long> absent =
                  tracks.stream().distinct().filter(track -> !present.contains(track)).toList();
              return tx.batch(inserts(absent, position, now)).thenApply(done -> absent.size());
            });
  }

  private static void check(Collection<Long> tracks, Set<Long> found) {
    for (long track : tracks) {
      if (!found.contains(track)) {
        throw MusicException.noSuchTrack(track);
      }
    }
  }

  private CompletableFuture<Set<Long>> present(List<Long> tracks) {
    return Chunks.collect(
            Chunks.of(tracks, Chunks.LIST),
            chunk ->
                tx.fetch(
                        select(TRACK_ID)
                            .from(PLAYLIST_ITEMS)
                            .where(PLAYLIST_ID.eq(playlist))
                            .and(TRACK_ID.in(chunk)))
                    .thenApply(rows -> rows.getValues(TRACK_ID)))
        .thenApply(HashSet::new);
  }

  private List<Query> inserts(List<Long> tracks, int position, LocalDateTime now) {
    List<Query> queries = new ArrayList<>();
    queries.add(items.open(position, tracks.size()));
    List<Integer> numbers = IntStream.range(0, tracks.size()).boxed().toList();
    for (List<Integer> chunk : Chunks.of(numbers, Chunks.ROWS)) {
      queries.add(
          insertInto(PLAYLIST_ITEMS)
              .columns(PLAYLIST_ID, TRACK_ID, POSITION, ADDED_AT)
              .valuesOfRows(
                  chunk.stream()
                      .map(i -> row(playlist, tracks.get(i), position + i, now))
                      .toList()));
    }
    return queries;
  }

  CompletableFuture<?> remove(int position) {
    return tx.batch(items.remove(Ordinals.check(position, size)));
  }

  CompletableFuture<?> move(int from, int to) {
    return tx.execute(items.move(Ordinals.check(from, size), Ordinals.check(to, size)));
  }
}
