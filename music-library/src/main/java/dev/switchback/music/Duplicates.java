package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.ADDED_DATE;
import static dev.switchback.music.schema.LibraryTable.CONTENT_HASH;
import static dev.switchback.music.schema.LibraryTable.FILE_INODE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.QueryExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;

/** Finds tracks that are the same file, and makes one of two. Safe for use by many threads. */
public final class Duplicates {

  private final QueryExecutor executor;

  Duplicates(QueryExecutor executor) {
    this.executor = executor;
  }

  /**
   * The tracks that share an inode, a list for each. Hard links share one, and so may files of
   * different file systems. In each list the first is the one to keep: those that are not missing
   * come before those that are, then the older ones.
   */
  public CompletableFuture<List<List<Track>>> byInode() {
    return groups(FILE_INODE);
  }

  /** Like {@link #byInode}, by the hash of the content. */
  public CompletableFuture<List<List<Track>>> byContentHash() {
    return groups(CONTENT_HASH);
  }

  private <K> CompletableFuture<List<List<Track>>> groups(Field<K> key) {
    return executor
        .fetch(
            select(TrackRows.COLUMNS)
                .from(LIBRARY)
                .where(
                    key.in(
                        select(key)
                            .from(LIBRARY)
                            .where(key.isNotNull())
                            .groupBy(key)
                            .having(count().gt(inline(1)))))
                .orderBy(key, coalesce(MISSING, inline(false)), ADDED_DATE.asc().nullsFirst(), ID))
        .thenApply(
            rows -> {
              Map<K, List<Track>> groups = new LinkedHashMap<>();
              rows.forEach(
                  row ->
                      groups
                          .computeIfAbsent(row.get(key), value -> new ArrayList<>())
                          .add(TrackRows.track(row)));
              return List.copyOf(groups.values());
            });
  }

  /**
   * Makes one track of two: the plays of both are added up, and the track that is kept gets the
   * other's favorite and its places in playlists and in the queue, unless it has such itself. The
   * other is deleted then.
   *
   * @return false, and nothing is done, if there is no track to delete
   * @throws IllegalArgumentException if both are the same
   */
  public CompletableFuture<Boolean> merge(long keep, long delete) {
    if (keep == delete) {
      throw new IllegalArgumentException("Track " + keep + " cannot be merged with itself");
    }
    return Units.write(executor, tx -> Merge.run(tx, keep, delete));
  }
}
