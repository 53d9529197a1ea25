package dev.switchback.music;

import static dev.switchback.music.schema.FavoritesTable.FAVORITES;
import static dev.switchback.music.schema.FavoritesTable.ID;
import static dev.switchback.music.schema.FavoritesTable.TIMESTAMP;
import static dev.switchback.music.schema.FavoritesTable.TRACK_ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.music.schema.LibraryTable;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record1;

/** The tracks that the user likes, missing ones included. Safe for use by many threads. */
public final class Favorites {

  private final QueryExecutor executor;
  private final Clock clock;

  Favorites(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * A part of the favorites, the earliest first, and the number of all, from one snapshot.
   *
   * @param limit the most favorites
   * @param offset how many to pass over
   */
  public CompletableFuture<Page<Favorite>> page(int limit, int offset) {
    return Units.read(
        executor,
        snapshot ->
            snapshot
                .fetchSingle(select(count()).from(FAVORITES))
                .thenCombine(
                    part(snapshot, limit, offset),
                    (total, part) -> new Page<>(part, total.value1())));
  }

  private static CompletableFuture<List<Favorite>> part(
      QueryExecutor snapshot, int limit, int offset) {
    return snapshot
        .fetch(
            select(TrackRows.COLUMNS)
                .select(TIMESTAMP)
                .from(FAVORITES)
                .join(LIBRARY)
                .on(LibraryTable.ID.eq(TRACK_ID))
                .orderBy(TIMESTAMP.asc().nullsFirst(), ID)
                .limit(limit)
                .offset(offset))
        .thenApply(rows -> rows.map(row -> new Favorite(TrackRows.track(row), row.get(TIMESTAMP))));
  }

  /** Whether a track is a favorite. */
  public CompletableFuture<Boolean> contains(long track) {
    return executor
        .fetchOptional(select(ID).from(FAVORITES).where(TRACK_ID.eq(track)))
        .thenApply(Optional::isPresent);
  }

  /** Since when a track is a favorite, UTC; empty if it is none. */
  public CompletableFuture<Optional<LocalDateTime>> since(long track) {
    return executor
        .fetchOptional(select(TIMESTAMP).from(FAVORITES).where(TRACK_ID.eq(track)))
        .thenApply(row -> row.map(Record1::value1));
  }

  /**
   * Makes a track a favorite, from now on; false if it is one already. Fails with {@link
   * MusicException.Reason#NO_SUCH_TRACK}.
   */
  public CompletableFuture<Boolean> add(long track) {
    return MusicException.insteadOf(
        ErrorKind.FOREIGN_KEY,
        () -> MusicException.noSuchTrack(track),
        Units.write(
            executor,
            tx ->
                tx.execute(
                        insertInto(FAVORITES, TRACK_ID, TIMESTAMP)
                            .values(track, Times.now(clock))
                            .onConflict(TRACK_ID)
                            .doNothing())
                    .thenApply(added -> added > 0)));
  }

  /** Makes a track none; false if it was none. */
  public CompletableFuture<Boolean> remove(long track) {
    return executor
        .execute(deleteFrom(FAVORITES).where(TRACK_ID.eq(track)))
        .thenApply(removed -> removed > 0);
  }
}
