package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.QueueItem;
import dev.switchback.music.Track;
import dev.switchback.music.schema.PlaylistItemsTable;
import dev.switchback.music.schema.QueueTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Many who change the same queue and the same playlist at once. */
@Conformance
@DatabasePerTest
final class MusicWritersContract {

  private static final int WRITERS = 8;
  private static final int ROUNDS = 6;
  private static final int BLOCK = 5;

  @Test
  void what_is_added_at_once_stays_together_and_is_there_once(Database db) {
    MusicLibrary music = Music.on(db);
    List<CompletableFuture<?>> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      writers.add(
          rounds(
              round -> music.queue().addFiles(block(writer, round), round % 2 == 0 ? 0 : BLOCK)));
    }
    writers.forEach(Await::get);
    List<String> queued = Await.get(music.queue().items()).stream().map(QueueItem::path).toList();
    assertThat(queued).containsExactlyInAnyOrderElementsOf(allBlocks());
    for (int i = 0; i < queued.size(); i += BLOCK) {
      String first = queued.get(i);
      String name = first.substring(0, first.length() - 1);
      assertThat(queued.subList(i, i + BLOCK))
          .isEqualTo(IntStream.range(0, BLOCK).mapToObj(n -> name + n).toList());
    }
    assertNumbered(db, QueueTable.QUEUE, QueueTable.POSITION);
    assertThat(Music.all(music)).hasSize(queued.size());
  }

  @Test
  void whatever_is_done_to_the_queue_at_once_nothing_is_lost_or_doubled(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(music.queue().addFiles(block(99, 0)));
    Await.get(music.queue().setCurrent(2));
    List<CompletableFuture<?>> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      writers.add(
          switch (w % 4) {
            case 0 -> rounds(round -> music.queue().shuffle(true, new Random(writer + round)));
            case 1 -> rounds(round -> music.queue().move(round % BLOCK, BLOCK - 1));
            default -> rounds(round -> music.queue().addFiles(block(writer, round), 1));
          });
    }
    writers.forEach(Await::get);
    List<QueueItem> items = Await.get(music.queue().items());
    List<String> expected = new ArrayList<>(block(99, 0));
    for (int writer : new int[] {2, 3, 6, 7}) {
      IntStream.range(0, ROUNDS).forEach(round -> expected.addAll(block(writer, round)));
    }
    assertThat(items).extracting(QueueItem::path).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(items.get(Await.get(music.queue().state()).current()).path())
        .as("the current item")
        .isEqualTo(block(99, 0).get(2));
    assertNumbered(db, QueueTable.QUEUE, QueueTable.POSITION);
  }

  @Test
  void all_take_from_the_front_and_each_item_goes_once(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(music.queue().addFiles(allBlocks()));
    List<CompletableFuture<?>> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      writers.add(rounds(round -> music.queue().remove(0)));
    }
    writers.forEach(Await::get);
    assertThat(Await.get(music.queue().items()))
        .extracting(QueueItem::path)
        .isEqualTo(allBlocks().subList(WRITERS * ROUNDS, allBlocks().size()));
    assertNumbered(db, QueueTable.QUEUE, QueueTable.POSITION);
  }

  @Test
  void a_playlist_that_all_add_to_has_each_track_once_and_each_block_together(Database db) {
    MusicLibrary music = Music.with(WRITERS * ROUNDS * BLOCK, db);
    List<Long> ids = Music.all(music).stream().map(Track::id).toList();
    long list = Await.get(music.playlists().create("shared")).id();
    List<Integer> added = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      writers.add(
          rounds(
              round -> {
                int from = (writer / 2 * ROUNDS + round) * BLOCK;
                return music
                    .playlists()
                    .add(list, ids.subList(from, from + BLOCK), 0)
                    .thenAccept(added::add);
              }));
    }
    writers.forEach(Await::get);
    List<Long> listed =
        Await.get(music.playlists().items(list)).stream().map(item -> item.track().id()).toList();
    int half = WRITERS / 2 * ROUNDS * BLOCK;
    assertThat(listed).containsExactlyInAnyOrderElementsOf(ids.subList(0, half));
    assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(half);
    for (int i = 0; i < half; i += BLOCK) {
      int from = ids.indexOf(listed.get(i));
      assertThat(listed.subList(i, i + BLOCK)).isEqualTo(ids.subList(from, from + BLOCK));
    }
    assertNumbered(db, PlaylistItemsTable.PLAYLIST_ITEMS, PlaylistItemsTable.POSITION);
  }

  @Test
  void a_merge_loses_no_play_of_the_meantime(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b");
    List<CompletableFuture<?>> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      writers.add(rounds(round -> music.tracks().played(ids.get(0))));
      if (w == WRITERS / 2) {
        writers.add(music.duplicates().merge(ids.get(0), ids.get(1)));
      }
    }
    writers.forEach(Await::get);
    assertThat(Await.get(music.catalog().find(ids.get(0))).orElseThrow().playCount())
        .isEqualTo(WRITERS * ROUNDS);
    assertThat(Await.get(music.catalog().find(ids.get(1)))).isEmpty();
  }

  private static CompletableFuture<?> rounds(IntFunction<CompletableFuture<?>> operation) {
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    for (int round = 0; round < ROUNDS; round++) {
      int number = round;
      last = last.thenCompose(done -> operation.apply(number));
    }
    return last;
  }

  private static List<String> block(int writer, int round) {
    return IntStream.range(0, BLOCK).mapToObj(n -> "/" + writer + "/" + round + "/" + n).toList();
  }

  private static List<String> allBlocks() {
    return IntStream.range(0, WRITERS * ROUNDS)
        .mapToObj(i -> block(i / ROUNDS, i % ROUNDS))
        .flatMap(Collection::stream)
        .toList();
  }

  /** The places as they are stored, which another program reads. */
  private static <N extends Number> void assertNumbered(
      Database db, Table<?> table, Field<N> position) {
    List<Long> stored =
        Await.get(db.fetch(DSL.select(position).from(table).orderBy(position)))
            .map(row -> row.value1().longValue());
    assertThat(stored).isEqualTo(LongStream.range(0, stored.size()).boxed().toList());
  }
}
