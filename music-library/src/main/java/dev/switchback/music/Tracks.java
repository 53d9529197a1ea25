package dev.switchback.music;

import static dev.switchback.music.schema.FavoritesTable.FAVORITES;
import static dev.switchback.music.schema.LibraryTable.FILE_SIZE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LAST_PLAYED;
import static dev.switchback.music.schema.LibraryTable.LAST_SEEN_AT;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static dev.switchback.music.schema.LibraryTable.PLAY_COUNT;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ITEMS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.database.QueryExecutor;
import dev.switchback.music.schema.FavoritesTable;
import dev.switchback.music.schema.PlaylistItemsTable;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * Writes the library. Each operation is all or nothing, also outside of a transaction: it is one
 * statement, one batch, or a unit of its own. Safe for use by many threads.
 */
public final class Tracks {

  private final QueryExecutor executor;
  private final Clock clock;

  Tracks(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Adds a track and returns its id. Does not look whether the path is there already. */
  public CompletableFuture<Long> add(TrackFile file) {
    return executor
        .fetchSingle(
            insertInto(LIBRARY)
                .columns(TrackRows.INSERTED)
                .valuesOfRows(TrackRows.inserted(file, Times.now(clock)))
                .returningResult(ID))
        .thenApply(Record1::value1);
  }

  /** Adds tracks and returns how many. Does not look whether the paths are there already. */
  public CompletableFuture<Integer> addAll(Collection<TrackFile> files) {
    LocalDateTime now = Times.now(clock);
    return Chunks.write(
        executor,
        files,
        Chunks.ROWS,
        chunk ->
            insertInto(LIBRARY)
                .columns(TrackRows.INSERTED)
                .valuesOfRows(chunk.stream().map(file -> TrackRows.inserted(file, now)).toList()));
  }

  /**
   * The tracks of files, by path. One that the library does not have comes into it, titled by its
   * name without the extension.
   */
  public CompletableFuture<Map<String, Track>> findOrAdd(Collection<String> paths) {
    return Units.write(
        executor,
        tx -> {
          Catalog catalog = new Catalog(tx);
          return catalog
              .existingPaths(paths)
              .thenApply(
                  there -> paths.stream().distinct().filter(path -> !there.contains(path)).toList())
              .thenCompose(absent -> new Tracks(tx, clock).addAll(titled(absent)))
              .thenCompose(added -> catalog.findAllByPath(paths));
        });
  }

  private static List<TrackFile> titled(List<String> paths) {
    return paths.stream()
        .map(path -> new TrackFile(path, TrackMetadata.titled(FileName.stem(path))))
        .toList();
  }

  /** Replaces what the file of a track says; false if there is no such track. */
  public CompletableFuture<Boolean> replace(long id, TrackMetadata metadata) {
    return executor
        .execute(update(LIBRARY).set(TrackRows.replaced(metadata)).where(ID.eq(id)))
        .thenApply(matched -> matched > 0);
  }

  /**
   * Replaces, by path, what the files of tracks say, and returns how many tracks that were. What a
   * file does not say is cleared. Whether a file is missing is not touched.
   */
  public CompletableFuture<Integer> replaceAll(Collection<TrackFile> files) {
    return Chunks.write(
        executor,
        files,
        1,
        one ->
            update(LIBRARY)
                .set(TrackRows.replaced(one.get(0).metadata()))
                .where(PathCondition.is(one.get(0).path())));
  }

  /** Notes that files are gone; returns how many tracks were not marked so before. */
  public CompletableFuture<Integer> markMissing(Collection<String> paths) {
    return Chunks.write(
        executor,
        paths,
        Chunks.LIST,
        chunk ->
            update(LIBRARY)
                .set(MISSING, true)
                .where(PathCondition.in(chunk))
                .and(Catalog.isPresent()));
  }

  /** Notes that files are back; returns how many tracks were marked as missing before. */
  public CompletableFuture<Integer> markPresent(Collection<String> paths) {
    long now = clock.instant().getEpochSecond();
    return Chunks.write(
        executor,
        paths,
        Chunks.LIST,
        chunk ->
            update(LIBRARY)
                .set(MISSING, false)
                .set(LAST_SEEN_AT, now)
                .where(PathCondition.in(chunk))
                .and(MISSING.eq(true)));
  }

  /** Notes of one track that its file is gone, or there; false if there is no such track. */
  public CompletableFuture<Boolean> setMissing(long id, boolean missing) {
    return executor
        .execute(
            update(LIBRARY)
                .set(MISSING, missing)
                .set(LAST_SEEN_AT, missing ? LAST_SEEN_AT : val(clock.instant().getEpochSecond()))
                .where(ID.eq(id)))
        .thenApply(matched -> matched > 0);
  }

  /** Notes the sizes of files, in bytes, by the ids of their tracks; returns how many that were. */
  public CompletableFuture<Integer> setSizes(Map<Long, Long> sizes) {
    return Chunks.write(
        executor,
        sizes.entrySet(),
        1,
        one ->
            update(LIBRARY)
                .set(FILE_SIZE, one.get(0).getValue())
                .where(ID.eq(one.get(0).getKey())));
  }

  /** Counts one more play, now; empty if there is no such track. */
  public CompletableFuture<Optional<Track>> played(long id) {
    return executor
        .fetchOptional(
            update(LIBRARY)
                .set(PLAY_COUNT, coalesce(PLAY_COUNT, inline(0)).plus(inline(1)))
                .set(LAST_PLAYED, Times.now(clock))
                .where(ID.eq(id))
                .returningResult(TrackRows.COLUMNS))
        .thenApply(row -> row.map(TrackRows::track));
  }

  /** Deletes a track, its favorite and its places in playlists; false if there is no such track. */
  public CompletableFuture<Boolean> delete(long id) {
    return executor.batch(deletes(ID.eq(id))).thenApply(matched -> matched.get(2) > 0);
  }

  /** Like {@link #delete}, by path; returns how many tracks that were. */
  public CompletableFuture<Integer> deleteAll(Collection<String> paths) {
    List<Query> queries =
        Chunks.of(paths, Chunks.LIST).stream()
            .flatMap(chunk -> deletes(PathCondition.in(chunk)).stream())
            .toList();
    return executor
        .batch(queries)
        .thenApply(
            matched ->
                Stream.iterate(2, i -> i < matched.size(), i -> i + 3)
                    .mapToInt(matched::get)
                    .sum());
  }

  /** The track's own row last: favorites refer to it. */
  static List<Query> deletes(Condition which) {
    Select<Record1<Long>> ids = select(ID).from(LIBRARY).where(which);
    return List.of(
        deleteFrom(FAVORITES).where(FavoritesTable.TRACK_ID.in(ids)),
        deleteFrom(PLAYLIST_ITEMS).where(PlaylistItemsTable.TRACK_ID.in(ids)),
        deleteFrom(LIBRARY).where(which));
  }
}
