package dev.switchback.music;

import static dev.switchback.music.schema.QueueStateTable.CURRENT_INDEX;
import static dev.switchback.music.schema.QueueStateTable.QUEUE_STATE;
import static dev.switchback.music.schema.QueueTable.FILEPATH;
import static dev.switchback.music.schema.QueueTable.POSITION;
import static dev.switchback.music.schema.QueueTable.QUEUE;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.Transaction;
import dev.switchback.music.schema.QueueStateTable;
import dev.switchback.music.schema.QueueTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * A change of the queue, under a lock on its state: two that read the same queue and then write
 * would lose items, or double them. The current item stays the current one.
 */
final class QueueChange {

  static final Ordinals<Long> ITEMS =
      new Ordinals<>(QUEUE, QueueTable.ID, POSITION, trueCondition(), List.of(QueueTable.ID));

  private static final long ONLY_ROW = 1;
  private static final int NONE = -1;

  private final Transaction tx;
  private final int size;
  private final int current;

  private QueueChange(Transaction tx, int size, int current) {
    this.tx = tx;
    this.size = size;
    this.current = current;
  }

  /** Waits for other changes, and sees what they have left. */
  static CompletableFuture<QueueChange> begin(Transaction tx) {
    return tx.fetchSingle(
            insertInto(QUEUE_STATE, QueueStateTable.ID, CURRENT_INDEX)
                .values(ONLY_ROW, NONE)
                .onConflict(QueueStateTable.ID)
                .doUpdate()
                .set(CURRENT_INDEX, CURRENT_INDEX)
                .returningResult(CURRENT_INDEX))
        .thenCompose(
            state ->
                ITEMS
                    .close(tx)
                    .thenApply(size -> new QueueChange(tx, size, orNone(state.value1()))));
  }

  private static int orNone(@Nullable Integer index) {
    return index == null ? NONE : index;
  }

  Transaction tx() {
    return tx;
  }

  int size() {
    return size;
  }

  CompletableFuture<?> insert(List<String> paths, int position) {
    Ordinals.check(position, size + 1);
    List<Query> queries = new ArrayList<>();
    queries.add(ITEMS.open(position, paths.size()));
    List<Integer> numbers = IntStream.range(0, paths.size()).boxed().toList();
    for (List<Integer> chunk : Chunks.of(numbers, Chunks.ROWS)) {
      queries.add(
          insertInto(QUEUE)
              .columns(FILEPATH, POSITION)
              .valuesOfRows(
                  chunk.stream().map(i -> row(paths.get(i), (long) position + i)).toList()));
    }
    queries.add(current(position <= current ? current + paths.size() : current));
    return tx.batch(queries);
  }

  CompletableFuture<?> remove(int position) {
    List<Query> queries = new ArrayList<>(ITEMS.remove(Ordinals.check(position, size)));
    boolean noneFollows = position == current && position == size - 1;
    queries.add(current(noneFollows ? NONE : position < current ? current - 1 : current));
    return tx.batch(queries);
  }

  CompletableFuture<?> move(int from, int to) {
    Query move = ITEMS.move(Ordinals.check(from, size), Ordinals.check(to, size));
    return tx.batch(List.of(move, current(moved(from, to))));
  }

  private int moved(int from, int to) {
    if (current == from) {
      return to;
    }
    int closedUp = current > from ? current - 1 : current;
    return closedUp >= to ? closedUp + 1 : closedUp;
  }

  CompletableFuture<Integer> clear() {
    return tx.batch(List.of(deleteFrom(QUEUE), current(NONE))).thenApply(matched -> matched.get(0));
  }

  CompletableFuture<?> shuffle(boolean keepCurrent, Random random) {
    return ITEMS.inOrder(tx).thenCompose(ids -> shuffle(ids, keepCurrent, random));
  }

  private CompletableFuture<?> shuffle(List<Long> ids, boolean keepCurrent, Random random) {
    Long playing = current >= 0 && current < size ? ids.get(current) : null;
    List<Long> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, random);
    if (keepCurrent && playing != null) {
      shuffled.remove(playing);
      shuffled.add(0, playing);
    }
    return ITEMS
        .arrange(tx, shuffled)
        .thenCompose(arranged -> tx.execute(current(shuffled.indexOf(playing))));
  }

  CompletableFuture<?> setCurrent(int position) {
    return tx.execute(current(position == NONE ? NONE : Ordinals.check(position, size)));
  }

  <T> CompletableFuture<?> set(Field<T> field, @Nullable T value) {
    return tx.execute(update(QUEUE_STATE).set(field, value));
  }

  private static Query current(int position) {
    return update(QUEUE_STATE).set(CURRENT_INDEX, position);
  }
}
