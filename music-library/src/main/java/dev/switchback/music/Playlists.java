package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.PlaylistItemsTable.ADDED_AT;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ID;
import static dev.switchback.music.schema.PlaylistItemsTable.PLAYLIST_ITEMS;
import static dev.switchback.music.schema.PlaylistItemsTable.TRACK_ID;
import static dev.switchback.music.schema.PlaylistsTable.CREATED_AT;
import static dev.switchback.music.schema.PlaylistsTable.ID;
import static dev.switchback.music.schema.PlaylistsTable.NAME;
import static dev.switchback.music.schema.PlaylistsTable.PLAYLISTS;
import static dev.switchback.music.schema.PlaylistsTable.POSITION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import dev.switchback.music.schema.LibraryTable;
import dev.switchback.music.schema.PlaylistItemsTable;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Result;

/**
 * The lists that the user makes, and their order. A track is at most once in a playlist, and leaves
 * it with the library.
 *
 * <p>Each change is done whole, and changes of one playlist one after the other. What is not there
 * is refused with a {@link MusicException}: NO_SUCH_PLAYLIST, NO_SUCH_TRACK, NO_SUCH_POSITION. Safe
 * for use by many threads.
 */
public final class Playlists {

  private static final Ordinals<Integer> ALL =
      new Ordinals<>(
          PLAYLISTS, ID, POSITION, trueCondition(), List.of(CREATED_AT.asc().nullsFirst(), ID));

  private final QueryExecutor executor;
  private final Clock clock;

  Playlists(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** All playlists, in their order. */
  public CompletableFuture<List<Playlist>> all() {
    return executor
        .fetch(
            select(ID, NAME, CREATED_AT, count(PlaylistItemsTable.ID))
                .from(PLAYLISTS)
                .leftJoin(PLAYLIST_ITEMS)
                .on(PLAYLIST_ID.eq(ID))
                .groupBy(ID, NAME, CREATED_AT, POSITION)
                .orderBy(ALL.order()))
        .thenApply(
            rows ->
                IntStream.range(0, rows.size()).mapToObj(i -> playlist(i, rows.get(i))).toList());
  }

  private static Playlist playlist(
      int position, Record4<Long, String, LocalDateTime, Integer> row) {
    return new Playlist(row.value1(), row.value2(), position, row.value3(), row.value4());
  }

  /** The playlist of that id. */
  public CompletableFuture<Optional<Playlist>> find(long id) {
    return all().thenApply(all -> all.stream().filter(playlist -> playlist.id() == id).findFirst());
  }

  /** The tracks of a playlist, missing ones included, in their order; none if there is no such. */
  public CompletableFuture<List<PlaylistItem>> items(long id) {
    return executor
        .fetch(
            select(TrackRows.COLUMNS)
                .select(ADDED_AT)
                .from(PLAYLIST_ITEMS)
                .join(LIBRARY)
                .on(LibraryTable.ID.eq(TRACK_ID))
                .where(PLAYLIST_ID.eq(id))
                .orderBy(PlaylistChange.items(id).order()))
        .thenApply(Playlists::items);
  }

  private static List<PlaylistItem> items(Result<Record> rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new PlaylistItem(i, rows.get(i).get(ADDED_AT), TrackRows.track(rows.get(i))))
        .toList();
  }

  /** How many tracks a playlist has; 0 if there is no such. */
  public CompletableFuture<Integer> size(long id) {
    return PlaylistChange.items(id).size(executor);
  }

  /**
   * Makes an empty playlist, behind the others. Fails with {@link
   * MusicException.Reason#ALREADY_THERE} if another one has the name.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public CompletableFuture<Playlist> create(String name) {
    checkName(name);
    return named(
        name,
        tx ->
            tx.fetchSingle(select(max(POSITION)).from(PLAYLISTS))
                .thenCompose(
                    last ->
                        tx.fetchSingle(
                            insertInto(PLAYLISTS, NAME, POSITION, CREATED_AT)
                                .values(
                                    name,
                                    last.value1() == null ? 0 : last.value1() + 1,
                                    Times.now(clock))
                                .returningResult(ID)))
                .thenCompose(created -> found(tx, created.value1())));
  }

  /**
   * Gives a playlist another name, or the same. Fails with {@link
   * MusicException.Reason#ALREADY_THERE} if another one has it.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public CompletableFuture<Playlist> rename(long id, String name) {
    checkName(name);
    return named(
        name,
        tx ->
            tx.execute(update(PLAYLISTS).set(NAME, name).where(ID.eq(id)))
                .thenCompose(renamed -> found(tx, id)));
  }

  private static void checkName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A playlist's name must not be blank");
    }
  }

  private CompletableFuture<Playlist> named(
      String name, Function<Transaction, CompletableFuture<Playlist>> work) {
    return MusicException.insteadOf(
        ErrorKind.UNIQUE,
        () -> MusicException.alreadyThere("playlist", name),
        Units.write(executor, work::apply));
  }

  private CompletableFuture<Playlist> found(Transaction tx, long id) {
    return new Playlists(tx, clock)
        .find(id)
        .thenApply(found -> found.orElseThrow(() -> MusicException.noSuchPlaylist(id)));
  }

  /** A name that no playlist has: this one, or with (2), (3) and so on behind it. */
  public CompletableFuture<String> uniqueName(String name) {
    return executor
        .fetch(
            select(NAME)
                .from(PLAYLISTS)
                .where(NAME.eq(name))
                .or(NAME.ge(name + " (").and(NAME.lt(name + " )"))))
        .thenApply(rows -> Set.copyOf(rows.getValues(NAME)))
        .thenApply(
            taken -> names(name).filter(free -> !taken.contains(free)).findFirst().orElseThrow());
  }

  private static Stream<String> names(String name) {
    return Stream.concat(
        Stream.of(name), IntStream.iterate(2, n -> n + 1).mapToObj(n -> name + " (" + n + ")"));
  }

  /** Deletes a playlist, not its tracks; false if there is no such playlist. */
  public CompletableFuture<Boolean> delete(long id) {
    return executor
        .execute(deleteFrom(PLAYLISTS).where(ID.eq(id)))
        .thenApply(deleted -> deleted > 0);
  }

  /** Moves a playlist among the others: from a position to where it is then. */
  public CompletableFuture<Void> movePlaylist(int from, int to) {
    return Units.write(
        executor,
        tx ->
            tx.execute(PlaylistChange.lock(trueCondition()))
                .thenCompose(locked -> ALL.close(tx))
                .thenCompose(
                    size ->
                        tx.execute(ALL.move(Ordinals.check(from, size), Ordinals.check(to, size))))
                .thenApply(done -> null));
  }

  /** Adds tracks at the end; see {@link #add(long, List, int)}. */
  public CompletableFuture<Integer> add(long id, List<Long> tracks) {
    return change(id, list -> list.insert(tracks, list.size(), Times.now(clock)));
  }

  /**
   * Adds tracks, in the order of their ids here. Those that the playlist has already stay where
   * they are.
   *
   * @param position where the first of them comes to be: 0 is before all, the playlist's size is
   *     behind all
   * @return how many were added
   */
  public CompletableFuture<Integer> add(long id, List<Long> tracks, int position) {
    return change(id, list -> list.insert(tracks, position, Times.now(clock)));
  }

  /** Takes the track at a position out of a playlist. */
  public CompletableFuture<Void> remove(long id, int position) {
    return change(id, list -> list.remove(position)).thenApply(done -> null);
  }

  /** Moves a track in a playlist: from a position to where it is then. */
  public CompletableFuture<Void> move(long id, int from, int to) {
    return change(id, list -> list.move(from, to)).thenApply(done -> null);
  }

  private <T> CompletableFuture<T> change(
      long id, Function<PlaylistChange, CompletableFuture<T>> work) {
    return Units.write(executor, tx -> PlaylistChange.begin(tx, id).thenCompose(work));
  }
}
