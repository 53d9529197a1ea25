package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.CONTENT_HASH;
import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILEPATH_HASH;
import static dev.switchback.music.schema.LibraryTable.FILE_INODE;
import static dev.switchback.music.schema.LibraryTable.FILE_MTIME_NS;
import static dev.switchback.music.schema.LibraryTable.FILE_SIZE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LAST_SEEN_AT;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import dev.switchback.music.schema.PathHash;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * Follows files to other places. A track that is moved keeps its id, and with that its history, its
 * favorite and its places in playlists; the queue goes on with its new path. Safe for use by many
 * threads.
 */
public final class Moves {

  private final QueryExecutor executor;
  private final Clock clock;

  Moves(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Tracks whose files are missing and had one of the given inodes, by inode; of several, the one
   * with the lowest id. File systems use the inodes of deleted files again: compare more.
   */
  public CompletableFuture<Map<Long, Track>> missingByInode(Collection<Long> inodes) {
    return by(FILE_INODE, inodes, MISSING.eq(true));
  }

  /**
   * Like {@link #missingByInode}, of tracks that are not held for missing: a scan of one folder
   * does not look whether the files of another are still there.
   */
  public CompletableFuture<Map<Long, Track>> presentByInode(Collection<Long> inodes) {
    return by(FILE_INODE, inodes, Catalog.isPresent());
  }

  /** Like {@link #missingByInode}, by the hash of the content. */
  public CompletableFuture<Map<String, Track>> missingByContentHash(Collection<String> hashes) {
    return by(CONTENT_HASH, hashes, MISSING.eq(true));
  }

  private <K> CompletableFuture<Map<K, Track>> by(
      Field<K> key, Collection<K> keys, Condition presence) {
    return Chunks.collect(
            Chunks.of(keys, Chunks.LIST),
            chunk ->
                executor.fetch(
                    select(TrackRows.COLUMNS)
                        .from(LIBRARY)
                        .where(key.in(chunk))
                        .and(presence)
                        .orderBy(ID)))
        .thenApply(
            rows -> {
              Map<K, Track> found = new HashMap<>();
              rows.forEach(row -> found.putIfAbsent(row.get(key), TrackRows.track(row)));
              return found;
            });
  }

  /** Like {@link #reconcileAll}, for one track; empty if it was not missing. */
  public CompletableFuture<Optional<Track>> reconcile(Move move) {
    return Units.write(
        executor,
        tx ->
            reconcile(tx, List.of(move))
                .thenCompose(
                    done ->
                        done.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : new Catalog(tx).find(move.id())));
  }

  /**
   * Notes where missing tracks have been found. Those that are not missing, or are there no longer,
   * are left alone; so is the second move of the same track.
   *
   * @return the moves that were done, in their order
   */
  public CompletableFuture<List<Move>> reconcileAll(Collection<Move> moves) {
    return Units.write(executor, tx -> reconcile(tx, List.copyOf(moves)));
  }

  private CompletionStage<List<Move>> reconcile(Transaction tx, List<Move> moves) {
    return new Catalog(tx)
        .paths(moves.stream().map(Move::id).toList())
        .thenCompose(
            before ->
                tx.batch(moves.stream().map(this::reconciliation).toList())
                    .thenCompose(
                        matched -> {
                          List<Move> done =
                              IntStream.range(0, moves.size())
                                  .filter(i -> matched.get(i) > 0)
                                  .mapToObj(moves::get)
                                  .toList();
                          return QueuedPaths.change(tx, changes(before, done))
                              .thenApply(changed -> done);
                        }));
  }

  private static Map<String, String> changes(Map<Long, String> before, List<Move> done) {
    Map<String, String> changes = new HashMap<>();
    done.forEach(
        move -> changes.putIfAbsent(Objects.requireNonNull(before.get(move.id())), move.path()));
    return changes;
  }

  private Query reconciliation(Move move) {
    Map<Field<?>, @Nullable Object> values = found(move.path());
    putIfKnown(values, FILE_INODE, move.inode());
    putIfKnown(values, FILE_SIZE, move.size());
    putIfKnown(values, FILE_MTIME_NS, move.mtimeNs());
    putIfKnown(values, CONTENT_HASH, move.contentHash());
    return update(LIBRARY).set(values).where(ID.eq(move.id())).and(MISSING.eq(true));
  }

  private static <T> void putIfKnown(
      Map<Field<?>, @Nullable Object> values, Field<T> field, @Nullable T value) {
    if (value != null) {
      values.put(field, value);
    }
  }

  private Map<Field<?>, @Nullable Object> found(String path) {
    Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
    values.put(FILEPATH, path);
    values.put(FILEPATH_HASH, PathHash.of(path));
    values.put(MISSING, false);
    values.put(LAST_SEEN_AT, clock.instant().getEpochSecond());
    return values;
  }

  /**
   * Says where a track's file is, missing or not. Another track with that path becomes a part of
   * this one, as by {@link Duplicates#merge}. What was known of the file is forgotten, unless the
   * other track knew it: the next scan reads it.
   *
   * @return the track as it is then; empty if there is no such track
   */
  public CompletableFuture<Optional<Track>> locate(long id, String path) {
    Objects.requireNonNull(path);
    return Units.write(
        executor,
        tx ->
            new Catalog(tx)
                .find(id)
                .thenCompose(
                    found ->
                        found.isEmpty()
                            ? CompletableFuture.completedFuture(found)
                            : locate(tx, found.get(), path)));
  }

  private CompletableFuture<Optional<Track>> locate(Transaction tx, Track track, String path) {
    return tx.fetch(
            select(TrackRows.COLUMNS)
                .from(LIBRARY)
                .where(PathCondition.is(path))
                .and(ID.ne(track.id()))
                .orderBy(ID))
        .thenApply(rows -> rows.map(TrackRows::track))
        .thenCompose(
            others ->
                Futures.inOrder(others, other -> Merge.run(tx, track.id(), other.id()))
                    .thenCompose(merged -> tx.execute(location(track, path, others)))
                    .thenCompose(moved -> QueuedPaths.change(tx, Map.of(track.path(), path)))
                    .thenCompose(queued -> new Catalog(tx).find(track.id())));
  }

  private Query location(Track track, String path, List<Track> others) {
    Map<Field<?>, @Nullable Object> values = found(path);
    if (!path.equals(track.path())) {
      Optional<TrackMetadata> file = others.stream().map(Track::metadata).findFirst();
      values.put(FILE_SIZE, file.map(TrackMetadata::fileSize).orElse(0L));
      values.put(FILE_MTIME_NS, file.map(TrackMetadata::fileMtimeNs).orElse(null));
      values.put(FILE_INODE, file.map(TrackMetadata::fileInode).orElse(null));
      values.put(CONTENT_HASH, file.map(TrackMetadata::contentHash).orElse(null));
    }
    return update(LIBRARY).set(values).where(ID.eq(track.id()));
  }

  /**
   * Tracks whose files are there and lack inode or content hash, by id. Whoever reads the files
   * asks for the next ones with the last id that he was given: files that cannot be read do not
   * come again and again.
   *
   * @param after only tracks of higher ids; 0 for the first ones
   * @param limit the most tracks
   */
  public CompletableFuture<List<FileIdentity>> withoutFingerprints(long after, int limit) {
    return executor
        .fetch(
            select(ID, FILEPATH, FILE_INODE, CONTENT_HASH)
                .from(LIBRARY)
                .where(ID.gt(after))
                .and(FILE_INODE.isNull().or(CONTENT_HASH.isNull()))
                .and(Catalog.isPresent())
                .orderBy(ID)
                .limit(limit))
        .thenApply(
            rows ->
                rows.map(
                    row ->
                        new FileIdentity(row.value1(), row.value2(), row.value3(), row.value4())));
  }

  /**
   * Replaces inode and content hash of tracks and returns how many that were. A track whose path is
   * another by now is left alone.
   */
  public CompletableFuture<Integer> updateFingerprints(Collection<FileIdentity> files) {
    return Chunks.write(executor, files, 1, one -> identification(one.get(0)));
  }

  private static Query identification(FileIdentity file) {
    return update(LIBRARY)
        .set(FILE_INODE, file.inode())
        .set(CONTENT_HASH, file.contentHash())
        .where(ID.eq(file.id()))
        .and(FILEPATH.eq(file.path()));
  }
}
