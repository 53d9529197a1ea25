package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.MusicException.Reason;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.WatchedFolder;
import dev.switchback.music.WatchedFolder.Mode;
import dev.switchback.music.WatchedFolder.Rule;
import dev.switchback.music.WatchedFolders;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The folders that are scanned by themselves. */
@Conformance
@DatabasePerTest
final class MusicWatchedFoldersContract {

  private static final Instant NOW = Instant.parse("2026-11-21T08:09:10Z");

  @Test
  void a_folder_is_watched_once(Database db) {
    WatchedFolders folders = Music.on(db).watchedFolders();
    String path = "/m/" + "ä".repeat(1000);
    WatchedFolder folder = Await.get(folders.add(path, Rule.DEFAULT));
    assertThat(folder)
        .isEqualTo(new WatchedFolder(folder.id(), path, Rule.DEFAULT, null, NOW, NOW));
    Music.assertFails(Reason.ALREADY_THERE, folders.add(path, new Rule(Mode.MANUAL, 1, false)));
    assertThat(Await.get(folders.find(folder.id()))).contains(folder);
    assertThat(Await.get(folders.findByPath(path))).contains(folder);
    assertThat(Await.get(folders.findByPath("/m"))).isEmpty();
    assertThat(Await.get(folders.find(-1))).isEmpty();
    assertThat(Await.get(folders.remove(folder.id()))).isTrue();
    assertThat(Await.get(folders.remove(folder.id()))).isFalse();
    assertThat(Await.get(folders.add(path, Rule.DEFAULT)).path()).isEqualTo(path);
  }

  @Test
  void the_earliest_come_first(Database db) {
    MusicLibrary music = Music.on(db);
    MusicLibrary earlier = Music.at(NOW.minusSeconds(1), db);
    WatchedFolder b = Await.get(music.watchedFolders().add("/b", Rule.DEFAULT));
    WatchedFolder a = Await.get(music.watchedFolders().add("/a", Rule.DEFAULT.enabled(false)));
    WatchedFolder c = Await.get(earlier.watchedFolders().add("/c", Rule.DEFAULT));
    assertThat(Await.get(music.watchedFolders().all())).containsExactly(c, b, a);
    assertThat(Await.get(music.watchedFolders().enabled())).containsExactly(c, b);
  }

  @Test
  void the_rule_is_changed_in_parts_and_the_time_noted(Database db) {
    long id = Await.get(Music.on(db).watchedFolders().add("/a", Rule.DEFAULT)).id();
    WatchedFolders folders = Music.at(NOW.plusSeconds(5), db).watchedFolders();
    assertThat(Await.get(folders.change(id, rule -> rule.every(1440).withMode(Mode.STARTUP))))
        .contains(
            new WatchedFolder(
                id, "/a", new Rule(Mode.STARTUP, 1440, true), null, NOW, NOW.plusSeconds(5)));
    Await.get(folders.change(id, rule -> rule.enabled(false)));
    assertThat(Await.get(folders.find(id)).orElseThrow().rule())
        .isEqualTo(new Rule(Mode.STARTUP, 1440, false));
    assertThat(Await.get(folders.change(-1, rule -> rule))).isEmpty();
    assertThatThrownBy(() -> Rule.DEFAULT.every(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rule.DEFAULT.every(1441)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scans_are_noted(Database db) {
    long id = Await.get(Music.on(db).watchedFolders().add("/a", Rule.DEFAULT)).id();
    WatchedFolders folders = Music.at(NOW.plusSeconds(5), db).watchedFolders();
    assertThat(Await.get(folders.scanned(id))).isTrue();
    assertThat(Await.get(folders.scanned(-1))).isFalse();
    assertThat(Await.get(folders.find(id)))
        .contains(
            new WatchedFolder(id, "/a", Rule.DEFAULT, NOW.plusSeconds(5), NOW, NOW.plusSeconds(5)));
  }
}
