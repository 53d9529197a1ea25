package dev.switchback.music.app.scan;

import static dev.switchback.music.schema.ScanLeaseTable.EXPIRES_AT;
import static dev.switchback.music.schema.ScanLeaseTable.OWNER;
import static dev.switchback.music.schema.ScanLeaseTable.SCAN_LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Parent;
import dev.switchback.database.Database;
import dev.switchback.music.app.tags.AudioTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans at the same time, in one program and in two. */
class ScanTurnTest {

  private ScanFixture files;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    files = new ScanFixture(folder);
    files.wave("x.wav", "A song");
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void while_one_scan_writes_another_is_refused() throws IOException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    FileMetadata slow =
        new FileMetadata(
            file -> {
              reading.countDown();
              await(go);
              return new AudioTags().read(file);
            });
    CompletableFuture<ScanReport> first = CompletableFuture.supplyAsync(() -> scan(slow));
    await(reading);
    assertThatThrownBy(() -> files.scan())
        .isInstanceOf(ScanBusyException.class)
        .hasMessageContaining("another scan is running: process " + ProcessHandle.current().pid());
    go.countDown();
    assertThat(Await.get(first).added()).isEqualTo(1);
    assertThat(files.scan().isChange()).isFalse();
    assertThat(files.tracks()).isEqualTo(1);
  }

  @Test
  void a_scan_that_finds_nothing_to_write_needs_no_turn() throws IOException {
    files.scan();
    takeBy("another");
    assertThat(files.scan().isChange()).isFalse();
  }

  @Test
  void a_file_that_came_after_the_inventory_is_not_gone() throws IOException {
    Inventory before =
        FolderWalk.of(List.of(files.music), folder -> {}, ScanProgress.NONE, () -> false);
    files.wave("y.wav", "Another song");
    files.scan(); // by another program
    ScanReport late =
        new Scan(files.db, new FileMetadata(), ScanProgress.NONE, () -> false).run(before);
    assertThat(late.missing()).isZero();
    assertThat(files.tracks()).isEqualTo(2);
  }

  @Test
  void a_scan_that_was_held_up_for_too_long_writes_nothing_more() throws IOException {
    FileMetadata sleeping =
        new FileMetadata(
            file -> {
              files
                  .db
                  .execute(update(SCAN_LEASE).set(OWNER, "another").set(EXPIRES_AT, Long.MAX_VALUE))
                  .join();
              return new AudioTags().read(file);
            });
    assertThatThrownBy(() -> files.scan(sleeping))
        .isInstanceOf(ScanBusyException.class)
        .hasMessageContaining("another took its turn");
    assertThat(files.tracks()).isZero();
  }

  @Test
  void two_processes_and_one_that_is_killed() throws IOException {
    try (ChildJvm child = ChildJvm.start(Scanner.class)) {
      child.say(files.url);
      child.say(files.music.toString());
      child.expect("reading");
      assertThatThrownBy(() -> files.scan())
          .isInstanceOf(ScanBusyException.class)
          .hasMessageContaining("if it has died, its turn ends in ");
      child.kill();
    }
    assertThatThrownBy(() -> files.scan()).isInstanceOf(ScanBusyException.class);
    files.db.execute(update(SCAN_LEASE).set(EXPIRES_AT, 0L)).join(); // a minute later
    assertThat(files.scan().added()).isEqualTo(1);
  }

  /** A program that scans, and never ends doing so. */
  static final class Scanner {

    private Scanner() {}

    public static void main(String[] none) throws IOException {
      String url = Parent.hear();
      List<Path> folders = List.of(Path.of(Parent.hear()));
      FileMetadata endless =
          new FileMetadata(
              file -> {
                Parent.say("reading");
                await(new CountDownLatch(1));
                throw new IOException("not reached");
              });
      try (Database db = Database.open(url)) {
        new Scan(db, endless, ScanProgress.NONE, () -> false).run(folders);
      }
    }
  }

  private void takeBy(String owner) {
    Await.get(files.library.scanLease().take(owner, java.time.Duration.ofMinutes(1)));
  }

  private ScanReport scan(MetadataReader reader) {
    try {
      return files.scan(reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
