package dev.switchback.music;

import static dev.switchback.music.schema.QueueStateTable.CURRENT_INDEX;
import static dev.switchback.music.schema.QueueStateTable.LOOP_MODE;
import static dev.switchback.music.schema.QueueStateTable.ORIGINAL_ORDER_JSON;
import static dev.switchback.music.schema.QueueStateTable.QUEUE_STATE;
import static dev.switchback.music.schema.QueueStateTable.SHUFFLE_ENABLED;
import static dev.switchback.music.schema.QueueTable.FILEPATH;
import static dev.switchback.music.schema.QueueTable.QUEUE;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.QueryExecutor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Record4;
import org.jspecify.annotations.Nullable;

/**
 * The play queue: files in an order, of which one may be the current one. A file may be in it more
 * than once, and need not be in the library.
 *
 * <p>Each change is done whole, and after the one before, however many programs make changes. The
 * current item stays the current one wherever it moves. A position that the queue does not have is
 * refused with {@link MusicException.Reason#NO_SUCH_POSITION}, and nothing is changed. Safe for use
 * by many threads.
 */
public final class Queue {

  private final QueryExecutor executor;
  private final Clock clock;

  Queue(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** All items, in their order. */
  public CompletableFuture<List<QueueItem>> items() {
    return page(Integer.MAX_VALUE, 0).thenApply(Page::items);
  }

  /**
   * A part of the queue, and its length, from one snapshot.
   *
   * @param limit the most items
   * @param offset how many items to pass over
   */
  public CompletableFuture<Page<QueueItem>> page(int limit, int offset) {
    return Units.read(
        executor,
        snapshot ->
            QueueChange.ITEMS
                .size(snapshot)
                .thenCombine(
                    part(snapshot, limit, offset), (size, part) -> new Page<>(part, size)));
  }

  private static CompletableFuture<List<QueueItem>> part(
      QueryExecutor snapshot, int limit, int offset) {
    return snapshot
        .fetch(
            select(FILEPATH)
                .from(QUEUE)
                .orderBy(QueueChange.ITEMS.order())
                .limit(limit)
                .offset(offset))
        .thenApply(rows -> rows.getValues(FILEPATH))
        .thenCompose(
            paths ->
                new Catalog(snapshot)
                    .findAllByPath(paths)
                    .thenApply(
                        tracks ->
                            IntStream.range(0, paths.size())
                                .mapToObj(
                                    i ->
                                        new QueueItem(
                                            offset + i, paths.get(i), tracks.get(paths.get(i))))
                                .toList()));
  }

  /** How many items there are. */
  public CompletableFuture<Integer> size() {
    return QueueChange.ITEMS.size(executor);
  }

  /** Adds tracks at the end; see {@link #add(List, int)}. */
  public CompletableFuture<Integer> add(List<Long> tracks) {
    return change(queue -> add(queue, tracks, queue.size()));
  }

  /**
   * Adds tracks, in the order of their ids here. A repeated id is added repeatedly, one of no track
   * is passed over.
   *
   * @param position where the first of them comes to be: 0 is before all, the queue's length is
   *     behind all
   * @return how many were added
   */
  public CompletableFuture<Integer> add(List<Long> tracks, int position) {
    return change(queue -> add(queue, tracks, position));
  }

  private static CompletableFuture<Integer> add(
      QueueChange queue, List<Long> tracks, int position) {
    return new Catalog(queue.tx())
        .paths(tracks)
        .thenApply(paths -> tracks.stream().map(paths::get).filter(Objects::nonNull).toList())
        .thenCompose(paths -> queue.insert(paths, position).thenApply(done -> paths.size()));
  }

  /** Adds files at the end; see {@link #addFiles(List, int)}. */
  public CompletableFuture<List<Track>> addFiles(List<String> paths) {
    return change(queue -> addFiles(queue, paths, queue.size()));
  }

  /**
   * Adds files, in the order given. One that the library does not have comes into it, titled by its
   * name; whether it exists is not looked at.
   *
   * @param position as for {@link #add(List, int)}
   * @return the tracks of the files, in their order
   */
  public CompletableFuture<List<Track>> addFiles(List<String> paths, int position) {
    return change(queue -> addFiles(queue, paths, position));
  }

  private CompletableFuture<List<Track>> addFiles(
      QueueChange queue, List<String> paths, int position) {
    return queue
        .insert(paths, position)
        .thenCompose(done -> new Tracks(queue.tx(), clock).findOrAdd(paths))
        .thenApply(tracks -> paths.stream().map(tracks::get).toList());
  }

  /**
   * Takes out the item at a position. If that is the current one, the next one is it then; if there
   * is none, none is.
   */
  public CompletableFuture<Void> remove(int position) {
    return change(queue -> queue.remove(position)).thenApply(done -> null);
  }

  /**
   * Moves an item.
   *
   * @param from where it is
   * @param to where it is then, the others having closed up
   */
  public CompletableFuture<Void> move(int from, int to) {
    return change(queue -> queue.move(from, to)).thenApply(done -> null);
  }

  /** Takes out all items; none is the current one then. Returns how many there were. */
  public CompletableFuture<Integer> clear() {
    return change(QueueChange::clear);
  }

  /**
   * Puts the items into an order of chance.
   *
   * @param keepCurrent whether the current item, if there is one, comes first
   */
  public CompletableFuture<Void> shuffle(boolean keepCurrent) {
    return shuffle(keepCurrent, new Random());
  }

  /** Like {@link #shuffle(boolean)}, by the given chance, which may be asked more than once. */
  public CompletableFuture<Void> shuffle(boolean keepCurrent, Random random) {
    return change(queue -> queue.shuffle(keepCurrent, random)).thenApply(done -> null);
  }

  /** Where the player is. */
  public CompletableFuture<QueueState> state() {
    return executor
        .fetchOptional(
            select(CURRENT_INDEX, SHUFFLE_ENABLED, LOOP_MODE, ORIGINAL_ORDER_JSON)
                .from(QUEUE_STATE))
        .thenApply(row -> row.map(Queue::state).orElse(QueueState.INITIAL));
  }

  private static QueueState state(Record4<Integer, Boolean, String, String> row) {
    return new QueueState(
        Objects.requireNonNullElse(row.value1(), QueueState.INITIAL.current()),
        Boolean.TRUE.equals(row.value2()),
        LoopMode.read(row.value3()),
        row.value4());
  }

  /** Replaces the state. */
  public CompletableFuture<Void> setState(QueueState state) {
    return change(
            queue ->
                queue
                    .setCurrent(state.current())
                    .thenCompose(done -> queue.set(SHUFFLE_ENABLED, state.shuffled()))
                    .thenCompose(done -> queue.set(LOOP_MODE, state.loop().stored()))
                    .thenCompose(done -> queue.set(ORIGINAL_ORDER_JSON, state.originalOrderJson())))
        .thenApply(done -> null);
  }

  /** Makes the item at a position the current one; −1 makes it none. */
  public CompletableFuture<Void> setCurrent(int position) {
    return change(queue -> queue.setCurrent(position)).thenApply(done -> null);
  }

  /** Notes whether the queue is in an order of chance; leaves the items where they are. */
  public CompletableFuture<Void> setShuffled(boolean shuffled) {
    return change(queue -> queue.set(SHUFFLE_ENABLED, shuffled)).thenApply(done -> null);
  }

  /** Says what comes after the end. */
  public CompletableFuture<Void> setLoop(LoopMode loop) {
    return change(queue -> queue.set(LOOP_MODE, loop.stored())).thenApply(done -> null);
  }

  /** Keeps the order before a shuffle, as the player writes it. */
  public CompletableFuture<Void> setOriginalOrder(@Nullable String json) {
    return change(queue -> queue.set(ORIGINAL_ORDER_JSON, json)).thenApply(done -> null);
  }

  private <T> CompletableFuture<T> change(Function<QueueChange, CompletableFuture<T>> work) {
    return Units.write(executor, tx -> QueueChange.begin(tx).thenCompose(work));
  }
}
