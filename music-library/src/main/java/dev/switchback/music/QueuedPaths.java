package dev.switchback.music;

import static dev.switchback.music.schema.QueueTable.FILEPATH;
import static dev.switchback.music.schema.QueueTable.ID;
import static dev.switchback.music.schema.QueueTable.QUEUE;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.Transaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jooq.Record2;

/**
 * The queue names tracks by path, so a path that changes in the library changes there too. The
 * paths have no index, so they are looked for in one go.
 */
final class QueuedPaths {

  private QueuedPaths() {}

  /** Changes paths, each key to its value; nobody adds one of the old ones meanwhile. */
  static CompletableFuture<List<Integer>> change(Transaction tx, Map<String, String> changes) {
    if (changes.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return QueueChange.begin(tx)
        .thenCompose(
            locked ->
                Chunks.collect(
                    Chunks.of(changes.keySet(), Chunks.LIST),
                    paths -> tx.fetch(select(ID, FILEPATH).from(QUEUE).where(FILEPATH.in(paths)))))
        .thenCompose(rows -> tx.batch(rows.stream().map(row -> change(row, changes)).toList()));
  }

  private static Query change(Record2<Long, String> row, Map<String, String> changes) {
    return update(QUEUE).set(FILEPATH, changes.get(row.value2())).where(ID.eq(row.value1()));
  }
}
