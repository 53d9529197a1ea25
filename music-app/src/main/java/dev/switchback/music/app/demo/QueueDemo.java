package dev.switchback.music.app.demo;

import dev.switchback.music.LoopMode;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Queue;
import dev.switchback.music.QueueItem;
import dev.switchback.music.QueueState;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.TrackFile;
import java.util.List;

/** A queue of a hundred tracks, built, read, changed and emptied. */
final class QueueDemo {

  private static final int ITEMS = 100;
  private static final int READS = 100;

  private QueueDemo() {}

  static void run(MusicLibrary music, DemoLibrary library, Steps steps) {
    Queue queue = music.queue();
    int from = library.before(); // the new ones are there, however few there were before
    List<String> paths =
        SampleTracks.range(from, from + ITEMS).stream().map(TrackFile::path).toList();
    steps.time("queue, add", ITEMS, () -> queue.addFiles(paths).join());
    List<QueueItem> items =
        steps.time(
            "queue, get",
            READS,
            () -> {
              for (int i = 1; i < READS; i++) {
                queue.items().join();
              }
              return queue.items().join();
            });
    steps.check("paths of the queue", paths, items.stream().map(QueueItem::path).toList());
    steps.check(
        "titles of the queue",
        "Track " + (from + 7),
        items.get(7).track() == null ? null : items.get(7).track().metadata().title());
    queue.setCurrent(5).join();
    queue.setLoop(LoopMode.ALL).join();
    steps.time("queue, move", 1, () -> queue.move(5, ITEMS - 1).join());
    steps.check(
        "the current item goes with its place",
        new QueueState(ITEMS - 1, false, LoopMode.ALL, null),
        queue.state().join());
    steps.time("queue, shuffle", ITEMS, () -> queue.shuffle(true).join());
    List<QueueItem> shuffled = queue.items().join();
    steps.check("the current item comes first", paths.get(5), shuffled.get(0).path());
    steps.check(
        "a shuffle loses nothing",
        paths.stream().sorted().toList(),
        shuffled.stream().map(QueueItem::path).sorted().toList());
    steps.check(
        "cleared items", ITEMS, steps.time("queue, clear", ITEMS, () -> queue.clear().join()));
  }
}
