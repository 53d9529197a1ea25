package dev.switchback.music.app.doctor;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import java.util.List;

/** The player goes on from the current item. */
final class QueueCheck implements Check {

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public String rule() {
    return "the current item is in the queue";
  }

  @Override
  public List<String> find(Database database) {
    MusicLibrary music = new MusicLibrary(database);
    int current = music.queue().state().join().current();
    int length = music.queue().size().join();
    return current >= -1 && current < length
        ? List.of()
        : List.of("current item " + current + " of " + length);
  }

  @Override
  public void repair(Database database) {
    new MusicLibrary(database).queue().setCurrent(-1).join();
  }
}
