package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.ALBUM;
import static dev.switchback.music.schema.LibraryTable.ARTIST;
import static dev.switchback.music.schema.LibraryTable.DURATION;
import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILE_SIZE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static dev.switchback.music.schema.LibraryTable.TITLE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.DOUBLE;

import dev.switchback.database.QueryExecutor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;

/** Reads the library. Safe for use by many threads. */
public final class Catalog {

  private static final Field<Double> SECONDS =
      coalesce(sum(DURATION).cast(DOUBLE), inline(0.0)).as("seconds");
  private static final Field<Long> BYTES =
      coalesce(sum(FILE_SIZE).cast(BIGINT), inline(0L)).as("bytes");
  private static final Field<Integer> ARTISTS = countDistinct(ARTIST).as("artists");
  private static final Field<Integer> ALBUMS = countDistinct(ALBUM).as("albums");
  private static final Field<Integer> TRACKS = count().as("tracks");

  private final QueryExecutor executor;

  Catalog(QueryExecutor executor) {
    this.executor = executor;
  }

  /** The track of that id, also if its file is missing. */
  public CompletableFuture<Optional<Track>> find(long id) {
    return executor
        .fetchOptional(select(TrackRows.COLUMNS).from(LIBRARY).where(ID.eq(id)))
        .thenApply(row -> row.map(TrackRows::track));
  }

  /** The track of exactly that path; of several, the one that was there first. */
  public CompletableFuture<Optional<Track>> findByPath(String path) {
    return executor
        .fetchOptional(
            select(TrackRows.COLUMNS)
                .from(LIBRARY)
                .where(PathCondition.is(path))
                .orderBy(ID)
                .limit(inline(1)))
        .thenApply(row -> row.map(TrackRows::track));
  }

  /** The tracks of those paths, by path; of several with one path, the one that was there first. */
  public CompletableFuture<Map<String, Track>> findAllByPath(Collection<String> paths) {
    return Chunks.collect(
            Chunks.of(Set.copyOf(paths), Chunks.LIST),
            chunk ->
                executor.fetch(
                    select(TrackRows.COLUMNS)
                        .from(LIBRARY)
                        .where(PathCondition.in(chunk))
                        .orderBy(ID)))
        .thenApply(
            rows -> {
              Map<String, Track> found = new HashMap<>();
              rows.forEach(row -> found.putIfAbsent(row.get(FILEPATH), TrackRows.track(row)));
              return found;
            });
  }

  /** The paths of those tracks, by id. */
  public CompletableFuture<Map<Long, String>> paths(Collection<Long> ids) {
    return Chunks.collect(
            Chunks.of(Set.copyOf(ids), Chunks.LIST),
            chunk -> executor.fetch(select(ID, FILEPATH).from(LIBRARY).where(ID.in(chunk))))
        .thenApply(
            rows -> {
              Map<Long, String> paths = new HashMap<>();
              rows.forEach(row -> paths.put(row.value1(), row.value2()));
              return paths;
            });
  }

  /** A part of the library and the number of all tracks that match, from one snapshot. */
  public CompletableFuture<Page<Track>> page(LibraryQuery query) {
    return executor.fetch(PageQuery.of(query)).thenApply(PageQuery::page);
  }

  /**
   * What follows a track in an order, up to the query's limit; its offset is not regarded. Page by
   * page that is the whole list, also while others write, and no page costs more than the first.
   *
   * @param last the last track of the page before, as it was read
   */
  public CompletableFuture<List<Track>> after(LibraryQuery query, Track last) {
    return new KeysetQuery(query).after(executor, last);
  }

  /**
   * The jump to a letter: tracks in an order, up to the query's limit, from the first one whose
   * title, artist or album begins with a text, or comes after that. {@link #after} goes on.
   *
   * @throws IllegalArgumentException if the order is by what is no text
   */
  public CompletableFuture<List<Track>> from(LibraryQuery query, String text) {
    return new KeysetQuery(query).from(executor, text);
  }

  /**
   * How many tracks come before those of {@link #from}: where a scroll bar stands.
   *
   * @throws IllegalArgumentException if the order is by what is no text
   */
  public CompletableFuture<Long> offsetOf(LibraryQuery query, String text) {
    return new KeysetQuery(query).offset(executor, text);
  }

  /** Tracks whose files are missing, by title. */
  public CompletableFuture<List<Track>> missing() {
    return executor
        .fetch(
            select(TrackRows.COLUMNS)
                .from(LIBRARY)
                .where(MISSING.eq(true))
                .orderBy(TITLE.asc().nullsFirst(), ID))
        .thenApply(rows -> rows.map(TrackRows::track));
  }

  /** Which of the given paths the library has, missing or not. */
  public CompletableFuture<Set<String>> existingPaths(Collection<String> paths) {
    return Chunks.collect(
            Chunks.of(paths, Chunks.LIST),
            chunk ->
                executor
                    .fetch(select(FILEPATH).from(LIBRARY).where(PathCondition.in(chunk)))
                    .thenApply(rows -> rows.getValues(FILEPATH)))
        .thenApply(found -> found.stream().collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * The paths of tracks of whose files no size is known, by id.
   *
   * @param after only tracks of higher ids; 0 for the first ones
   * @param limit the most tracks
   */
  public CompletableFuture<SortedMap<Long, String>> withoutSize(long after, int limit) {
    return executor
        .fetch(
            select(ID, FILEPATH)
                .from(LIBRARY)
                .where(ID.gt(after))
                .and(FILE_SIZE.isNull().or(FILE_SIZE.eq(0L)))
                .orderBy(ID)
                .limit(limit))
        .thenApply(rows -> new TreeMap<>(rows.intoMap(ID, FILEPATH)));
  }

  /** Whether there is no track at all, missing or not. */
  public CompletableFuture<Boolean> isEmpty() {
    return executor
        .fetchOptional(select(ID).from(LIBRARY).limit(inline(1)))
        .thenApply(Optional::isEmpty);
  }

  /** Sums over the tracks whose files are there. */
  public CompletableFuture<LibraryStats> stats() {
    return executor
        .fetchSingle(
            select(TRACKS, SECONDS, BYTES, ARTISTS, ALBUMS).from(LIBRARY).where(isPresent()))
        .thenApply(
            row ->
                new LibraryStats(
                    row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
  }

  /** Old files have NULL where nothing was ever missing. */
  static Condition isPresent() {
    return MISSING.isNull().or(MISSING.eq(false));
  }
}
