package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILE_MTIME_NS;
import static dev.switchback.music.schema.LibraryTable.FILE_SIZE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import dev.switchback.database.QueryExecutor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.Record4;
import org.jooq.Result;

/**
 * Reads what a scan compares with the files on disk. Of several tracks with the same path the last
 * one counts. Safe for use by many threads.
 */
public final class Fingerprints {

  private final QueryExecutor executor;

  Fingerprints(QueryExecutor executor) {
    this.executor = executor;
  }

  /** The fingerprints of all tracks, by path. */
  public CompletableFuture<Map<String, Fingerprint>> all() {
    return where(trueCondition());
  }

  /**
   * The fingerprints of the tracks that are one of the given files or lie in one of the given
   * folders, at any depth, by path.
   *
   * @param roots the paths, as they begin the tracks' paths
   * @param separator what separates the names in a path
   */
  public CompletableFuture<Map<String, Fingerprint>> under(
      Collection<String> roots, char separator) {
    return roots.isEmpty()
        ? CompletableFuture.completedFuture(Map.of())
        : where(PathCondition.underAny(roots, separator));
  }

  private CompletableFuture<Map<String, Fingerprint>> where(Condition condition) {
    return executor
        .fetch(
            select(FILEPATH, FILE_MTIME_NS, FILE_SIZE, MISSING)
                .from(LIBRARY)
                .where(condition)
                .orderBy(ID))
        .thenApply(Fingerprints::byPath);
  }

  private static Map<String, Fingerprint> byPath(
      Result<Record4<String, Long, Long, Boolean>> rows) {
    Map<String, Fingerprint> found = new HashMap<>(rows.size() * 4 / 3 + 1);
    for (Record4<String, Long, Long, Boolean> row : rows) {
      Long size = row.value3();
      found.put(
          row.value1(),
          new Fingerprint(
              row.value2(), size == null ? 0 : size, Boolean.TRUE.equals(row.value4())));
    }
    return found;
  }
}
