package dev.switchback.music.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.music.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes in real folders; what the library must hold then is waited for. */
class WatchedScanTest {

  private static final WatchPace PACE =
      new WatchPace(Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofHours(1));

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final List<ScanReport> reports = new CopyOnWriteArrayList<>();
  private final List<RuntimeException> delays = new CopyOnWriteArrayList<>();
  private ScanFixture files;
  private Path music;
  private CompletableFuture<Void> watching;

  @BeforeEach
  void watch(@TempDir Path folder) throws IOException {
    files = new ScanFixture(folder);
    music = files.music;
    files.wave("one/x.wav", "A song");
    watch(PACE);
    Await.until("the first scan", () -> reports.size() == 1);
    assertThat(reports.get(0).added()).isEqualTo(1);
  }

  @AfterEach
  void end() {
    cancelled.set(true);
    Await.get(watching);
    files.close();
  }

  @Test
  void files_that_come_change_move_and_go() throws IOException {
    Path file = files.wave("one/y.wav", "Another");
    Await.until("it is there", () -> files.tracks() == 2);
    Track before = files.track(file);
    files.wave("one/y.wav", "Another title");
    Await.until(
        "it is read again", () -> "Another title".equals(files.track(file).metadata().title()));
    Path now = Files.move(file, music.resolve("z.wav"));
    Await.until("it has moved", () -> has(now) && files.track(now).id() == before.id());
    Files.delete(now);
    Await.until("it is missing", () -> files.track(now).missing());
  }

  @Test
  void folders_that_come_later_are_watched_too_whatever_their_names_are_then() throws IOException {
    files.wave("new/deep/y.wav", "Another");
    Await.until("it is there", () -> files.tracks() == 2);
    files.wave("new/deep/z.wav", "A third one");
    Await.until("the one that came later", () -> files.tracks() == 3);
    Files.move(music.resolve("new"), music.resolve("renamed"));
    Path moved = music.resolve("renamed/deep/z.wav");
    Await.until("the folder has moved", () -> has(moved) && !files.track(moved).missing());
    Path last = files.wave("renamed/deep/last.wav", "The last one");
    Await.until("a file in the renamed folder", () -> has(last));
    assertThat(files.tracks()).isEqualTo(4);
  }

  @Test
  void while_another_scan_has_its_turn_it_waits() throws IOException {
    Await.get(files.library.scanLease().take("another", Duration.ofHours(1)));
    files.wave("one/y.wav", "Another");
    Await.until("it says so", () -> !delays.isEmpty());
    assertThat(delays.get(0)).hasMessageContaining("another scan is running: another");
    Await.get(files.library.scanLease().release("another"));
    Await.until("it is there", () -> files.tracks() == 2);
  }

  @Test
  void a_folder_that_is_away_for_a_while_loses_nothing() throws IOException {
    Path away = Files.move(music, files.folder.resolve("away"));
    Files.move(away, music);
    Path file = files.wave("one/y.wav", "Another");
    Await.until("it is watched again", () -> has(file));
    assertThat(files.tracks()).isEqualTo(2);
  }

  @Test
  void without_events_it_looks_again_after_a_time() throws IOException {
    cancelled.set(true);
    Await.get(watching);
    cancelled.set(false);
    int before = reports.size();
    watch(new WatchPace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
    Await.until("two scans where nothing changed", () -> reports.size() >= before + 2);
    assertThat(reports.get(before + 1).isChange()).isFalse();
  }

  private boolean has(Path file) {
    return files.library.catalog().findByPath(file.toString()).join().isPresent();
  }

  private void watch(WatchPace pace) {
    WatchedScan scan =
        new WatchedScan(
            new Scan(files.db, new FileMetadata(), ScanProgress.NONE, cancelled::get),
            List.of(music),
            pace,
            new WatchedScan.Listener() {
              @Override
              public void scanned(Collection<Path> folders, ScanReport report) {
                reports.add(report);
              }

              @Override
              public void delayed(RuntimeException reason) {
                delays.add(reason);
              }
            },
            cancelled::get);
    watching =
        CompletableFuture.runAsync(
            () -> {
              try {
                scan.run();
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }
}
