package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.LoopMode;
import dev.switchback.music.MusicException.Reason;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Page;
import dev.switchback.music.Queue;
import dev.switchback.music.QueueItem;
import dev.switchback.music.QueueState;
import dev.switchback.music.Track;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The play queue and its state. */
@Conformance
@DatabasePerTest
final class MusicQueueContract {

  @Test
  void an_empty_queue(Database db) {
    Queue queue = Music.on(db).queue();
    assertThat(Await.get(queue.items())).isEmpty();
    assertThat(Await.get(queue.size())).isZero();
    assertThat(Await.get(queue.state())).isEqualTo(QueueState.INITIAL);
    assertThat(Await.get(queue.clear())).isZero();
    assertThat(Await.get(queue.add(List.of()))).isZero();
    assertThat(Await.get(queue.addFiles(List.of()))).isEmpty();
    Await.get(queue.shuffle(true));
    assertThat(Await.get(queue.state())).isEqualTo(QueueState.INITIAL);
  }

  @Test
  void tracks_are_added_in_the_order_given_repeated_ones_too_unknown_ones_not(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b", "c");
    List<Long> added = List.of(ids.get(2), ids.get(0), -1L, ids.get(2));
    assertThat(Await.get(music.queue().add(added))).isEqualTo(3);
    assertThat(paths(music)).containsExactly("/c", "/a", "/c");
    assertThat(Await.get(music.queue().add(List.of(-1L, -2L)))).isZero();
  }

  @Test
  void tracks_are_added_at_a_position(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "1", "2", "3", "4", "5");
    Await.get(music.queue().add(ids.subList(0, 3)));
    assertThat(Await.get(music.queue().add(ids.subList(3, 5), 1))).isEqualTo(2);
    assertThat(paths(music)).containsExactly("/1", "/4", "/5", "/2", "/3");
    Await.get(music.queue().add(ids.subList(0, 1), 5));
    Await.get(music.queue().add(ids.subList(1, 2), 0));
    assertThat(paths(music)).containsExactly("/2", "/1", "/4", "/5", "/2", "/3", "/1");
  }

  @Test
  void items_have_their_position_and_their_track(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b");
    Await.get(music.tracks().add(Music.titled("/a", "the same path again")));
    Await.get(music.queue().add(List.of(ids.get(1), ids.get(0), ids.get(1))));
    Await.get(music.tracks().delete(ids.get(1)));
    Track a = Await.get(music.catalog().find(ids.get(0))).orElseThrow();
    assertThat(Await.get(music.queue().items()))
        .containsExactly(
            new QueueItem(0, "/b", null), new QueueItem(1, "/a", a), new QueueItem(2, "/b", null));
    assertThat(Await.get(music.queue().page(1, 1)))
        .isEqualTo(new Page<>(List.of(new QueueItem(1, "/a", a)), 3));
    assertThat(Await.get(music.queue().page(5, 3))).isEqualTo(new Page<QueueItem>(List.of(), 3));
  }

  @Test
  void files_come_into_the_library_once(Database db) {
    MusicLibrary music = Music.on(db);
    Music.titled(music, "known");
    List<String> files = List.of("/x/new.file.mp3", "/known", "/x/new.file.mp3", "/x/.hidden");
    List<Track> tracks = Await.get(music.queue().addFiles(files));
    assertThat(tracks).extracting(Track::path).isEqualTo(files);
    assertThat(tracks)
        .extracting(track -> track.metadata().title())
        .containsExactly("new.file", "known", "new.file", ".hidden");
    assertThat(Await.get(music.queue().addFiles(List.of("/known"), 1))).hasSize(1);
    assertThat(paths(music))
        .containsExactly("/x/new.file.mp3", "/known", "/known", "/x/new.file.mp3", "/x/.hidden");
    assertThat(Music.all(music)).hasSize(3);
  }

  @Test
  void many_are_added_at_once(Database db) {
    MusicLibrary music = Music.with(1234, db);
    List<Long> ids = Music.all(music).stream().map(Track::id).toList();
    Await.get(music.queue().add(ids));
    assertThat(Await.get(music.queue().add(ids, 617))).isEqualTo(1234);
    List<Long> queued =
        Await.get(music.queue().items()).stream().map(item -> item.track().id()).toList();
    assertThat(queued.subList(617, 617 + 1234)).isEqualTo(ids);
    assertThat(queued.subList(0, 617)).isEqualTo(ids.subList(0, 617));
    assertThat(queued.subList(617 + 1234, 2468)).isEqualTo(ids.subList(617, 1234));
  }

  @Test
  void an_item_is_taken_out(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(music.queue().add(Music.titled(music, "a", "b", "c")));
    Await.get(music.queue().remove(1));
    assertThat(paths(music)).containsExactly("/a", "/c");
    Await.get(music.queue().remove(1));
    Await.get(music.queue().remove(0));
    assertThat(paths(music)).isEmpty();
  }

  @Test
  void an_item_is_moved(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(music.queue().add(Music.titled(music, "1", "2", "3", "4")));
    Await.get(music.queue().move(2, 0));
    assertThat(paths(music)).containsExactly("/3", "/1", "/2", "/4");
    Await.get(music.queue().move(0, 3));
    assertThat(paths(music)).containsExactly("/1", "/2", "/4", "/3");
    Await.get(music.queue().move(1, 1));
    assertThat(paths(music)).containsExactly("/1", "/2", "/4", "/3");
    assertThat(Await.get(music.queue().clear())).isEqualTo(4);
    assertThat(Await.get(music.queue().size())).isZero();
  }

  @Test
  void a_position_that_is_not_there_is_refused_and_changes_nothing(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b");
    Queue queue = music.queue();
    Await.get(queue.add(ids));
    List<CompletableFuture<?>> refused =
        List.of(
            queue.add(ids, 3),
            queue.add(ids, -1),
            queue.addFiles(List.of("/new"), 3),
            queue.remove(2),
            queue.remove(-1),
            queue.move(0, 2),
            queue.move(2, 0),
            queue.move(0, -1),
            queue.setCurrent(2),
            queue.setCurrent(-2));
    refused.forEach(operation -> Music.assertFails(Reason.NO_SUCH_POSITION, operation));
    assertThat(paths(music)).containsExactly("/a", "/b");
    assertThat(Await.get(queue.state())).isEqualTo(QueueState.INITIAL);
    assertThat(Await.get(music.catalog().findByPath("/new"))).isEmpty();
  }

  @Test
  void in_a_transaction_a_refusal_can_be_handled(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b");
    Await.get(
        db.transaction(
            tx -> {
              Queue queue = new MusicLibrary(tx).queue();
              return queue
                  .add(ids)
                  .thenCompose(added -> queue.remove(7))
                  .exceptionallyCompose(refused -> queue.remove(0));
            }));
    assertThat(paths(music)).containsExactly("/b");
  }

  @Test
  void a_shuffle_keeps_every_item_and_may_keep_the_current_one_in_front(Database db) {
    MusicLibrary music = Music.with(200, db);
    Queue queue = music.queue();
    List<Long> ids = Music.all(music).stream().map(Track::id).toList();
    Await.get(queue.add(ids));
    Await.get(queue.setCurrent(17));
    Await.get(queue.shuffle(true, new Random(1)));
    assertThat(current(music)).isEqualTo(ids.get(17));
    assertThat(Await.get(queue.state()).current()).isZero();
    assertThat(trackIds(music)).isNotEqualTo(ids).containsExactlyInAnyOrderElementsOf(ids);
    Await.get(queue.shuffle(false, new Random(2)));
    assertThat(current(music)).isEqualTo(ids.get(17));
    assertThat(Await.get(queue.state()).current()).isNotZero();
    assertThat(trackIds(music)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void the_current_item_stays_the_current_one(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "a", "b", "c", "d", "e");
    Queue queue = music.queue();
    Await.get(queue.add(ids));
    Await.get(queue.setCurrent(2));
    Await.get(queue.add(ids.subList(0, 2), 2));
    Await.get(queue.add(ids.subList(0, 2), 5));
    Await.get(queue.remove(0));
    Await.get(queue.remove(6));
    Await.get(queue.move(0, 6));
    Await.get(queue.move(6, 0));
    Await.get(queue.move(3, 1));
    assertThat(current(music)).isEqualTo(ids.get(2));
    assertThat(Await.get(queue.state()).current()).isEqualTo(1);
    Await.get(queue.remove(1));
    assertThat(current(music)).isEqualTo(ids.get(0)); // what follows
    Await.get(queue.setCurrent(5));
    Await.get(queue.remove(5));
    assertThat(Await.get(queue.state()).current()).isEqualTo(-1); // nothing follows
    Await.get(queue.setCurrent(0));
    Await.get(queue.clear());
    assertThat(Await.get(queue.state()).current()).isEqualTo(-1);
  }

  @Test
  void the_state_is_kept_whole_and_in_parts(Database db) {
    MusicLibrary music = Music.on(db);
    Queue queue = music.queue();
    Await.get(queue.add(Music.titled(music, "a", "b")));
    QueueState state = new QueueState(1, true, LoopMode.ALL, "[\"ü\"]");
    Await.get(queue.setState(state));
    assertThat(Await.get(queue.state())).isEqualTo(state);
    Await.get(queue.setCurrent(-1));
    Await.get(queue.setShuffled(false));
    Await.get(queue.setLoop(LoopMode.ONE));
    Await.get(queue.setOriginalOrder(null));
    assertThat(Await.get(queue.state())).isEqualTo(new QueueState(-1, false, LoopMode.ONE, null));
    Music.assertFails(
        Reason.NO_SUCH_POSITION, queue.setState(new QueueState(2, true, LoopMode.NONE, null)));
    assertThat(Await.get(queue.state()).loop()).isEqualTo(LoopMode.ONE);
  }

  @Test
  void a_moved_or_merged_track_is_played_from_where_it_is(Database db) {
    MusicLibrary music = Music.on(db);
    List<Long> ids = Music.titled(music, "old", "other", "double");
    Await.get(music.queue().add(List.of(ids.get(0), ids.get(2), ids.get(0))));
    Await.get(music.moves().locate(ids.get(0), "/new"));
    Await.get(music.duplicates().merge(ids.get(1), ids.get(2)));
    assertThat(paths(music)).containsExactly("/new", "/other", "/new");
  }

  private static List<String> paths(MusicLibrary music) {
    List<QueueItem> items = Await.get(music.queue().items());
    assertThat(items.stream().mapToLong(QueueItem::position))
        .containsExactlyElementsOf(LongStream.range(0, items.size()).boxed().toList());
    return items.stream().map(QueueItem::path).toList();
  }

  private static List<Long> trackIds(MusicLibrary music) {
    return Await.get(music.queue().items()).stream().map(item -> item.track().id()).toList();
  }

  private static long current(MusicLibrary music) {
    return trackIds(music).get(Await.get(music.queue().state()).current());
  }
}
