package dev.switchback.music.app.scan;

import static dev.switchback.music.schema.FavoritesTable.FAVORITES;
import static dev.switchback.music.schema.LibraryTable.FILE_INODE;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.music.Track;
import dev.switchback.music.schema.FavoritesTable;
import dev.switchback.music.schema.LibraryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files that are somewhere else at the next scan; their tracks go with them. */
class MoveTest {

  private ScanFixture files;
  private Path music;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    files = new ScanFixture(folder);
    music = files.music;
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void a_renamed_file_is_the_same_track() throws IOException {
    Path file = files.sample("tone.mp3", "old.mp3");
    files.scan();
    Track before = loved(file);
    Path now = Files.move(file, music.resolve("new name.mp3"));
    assertThat(files.scan()).isEqualTo(new ScanReport(0, 1, 0, 0, 0, 0, List.of()));
    assertLoved(before, now);
    assertThat(files.scan()).isEqualTo(ScanReport.unchanged(1, List.of()));
  }

  @Test
  void a_renamed_folder_is_not_read_again() throws IOException {
    files.samples("one");
    files.scan();
    Files.move(music.resolve("one"), music.resolve("two"));
    AtomicInteger read = new AtomicInteger();
    FileMetadata counting =
        new FileMetadata(
            file -> {
              read.incrementAndGet();
              throw new IOException("not to be read");
            });
    assertThat(files.scan(counting))
        .isEqualTo(new ScanReport(0, ScanFixture.FILES, 0, 0, 0, 0, List.of()));
    assertThat(read).hasValue(0);
  }

  @Test
  void more_files_than_a_batch() throws IOException {
    int many = 1100;
    for (int i = 0; i < many; i++) {
      files.wave("one/" + i + ".wav", "Track " + i);
    }
    files.scan();
    Files.move(music.resolve("one"), music.resolve("two"));
    assertThat(files.scan()).isEqualTo(new ScanReport(0, many, 0, 0, 0, 0, List.of()));
  }

  @Test
  void from_one_folder_to_another_in_one_scan() throws IOException {
    Path file = files.sample("tone.flac", "b/x.flac");
    files.sample("tone.ogg", "a/y.ogg");
    files.scan();
    Track before = loved(file);
    Path now = Files.move(file, music.resolve("a/x.flac"));
    assertThat(files.scan(music.resolve("a"), music.resolve("b")).moved()).isEqualTo(1);
    assertLoved(before, now);
  }

  @Test
  void from_one_folder_to_another_the_old_one_scanned_first() throws IOException {
    Path file = files.sample("tone.flac", "b/x.flac");
    files.sample("tone.ogg", "a/y.ogg");
    files.scan();
    Track before = loved(file);
    Path now = Files.move(file, music.resolve("a/x.flac"));
    assertThat(files.scan(music.resolve("b")).missing()).isEqualTo(1);
    assertThat(files.scan(music.resolve("a")).moved()).isEqualTo(1);
    assertLoved(before, now);
  }

  @Test
  void from_one_folder_to_another_the_new_one_scanned_first() throws IOException {
    Path file = files.sample("tone.flac", "b/x.flac");
    files.sample("tone.ogg", "a/y.ogg");
    files.scan();
    Track before = loved(file);
    Path now = Files.move(file, music.resolve("a/x.flac"));
    assertThat(files.scan(music.resolve("a")))
        .isEqualTo(new ScanReport(0, 1, 0, 1, 0, 0, List.of()));
    assertLoved(before, now);
    assertThat(files.scan(music.resolve("b")).isChange()).isFalse();
  }

  @Test
  void a_file_that_was_copied_to_another_disk_is_known_by_its_content() throws IOException {
    Path file = files.wave("old.wav", "A song");
    files.scan();
    Track before = loved(file);
    Path now = Files.copy(file, music.resolve("new.wav")); // while it is there: another inode
    Files.setLastModifiedTime(now, FileTime.fromMillis(1_000_000));
    Files.delete(file);
    assertThat(files.scan()).isEqualTo(new ScanReport(0, 1, 0, 0, 0, 0, List.of()));
    assertLoved(before, now);
    assertThat(files.scan()).isEqualTo(ScanReport.unchanged(1, List.of()));
  }

  @Test
  void out_and_back() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    Track before = loved(file);
    Path outside = Files.move(file, files.folder.resolve("outside.wav"));
    assertThat(files.scan().missing()).isEqualTo(1);
    Files.move(outside, file);
    assertThat(files.scan()).isEqualTo(new ScanReport(0, 0, 0, 1, 0, 1, List.of()));
    assertLoved(before, file);
  }

  @Test
  void a_hard_link_is_no_move() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    Track before = loved(file);
    Path link = Files.createLink(music.resolve("link.wav"), file);
    assertThat(files.scan().added()).isEqualTo(1);
    assertThat(files.track(link).id()).isNotEqualTo(before.id());
    assertLoved(before, file);
    Files.delete(file);
    assertThat(files.scan()).isEqualTo(new ScanReport(0, 0, 0, 1, 1, 0, List.of()));
  }

  @Test
  void of_two_hard_links_one_is_the_track_that_moved() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    Files.createLink(music.resolve("a.wav"), file);
    Files.createLink(music.resolve("b.wav"), file);
    Files.delete(file);
    assertThat(files.scan()).isEqualTo(new ScanReport(1, 1, 0, 0, 0, 0, List.of()));
  }

  @Test
  void two_copies_that_moved_are_two_tracks_that_moved() throws IOException {
    Path one = files.wave("one.wav", "A song");
    Path two = files.wave("two.wav", "A song");
    files.scan();
    for (Path file : List.of(one, two)) {
      Files.copy(file, music.resolve("new-" + file.getFileName()));
    }
    Files.delete(one);
    Files.delete(two);
    assertThat(files.scan()).isEqualTo(new ScanReport(0, 2, 0, 0, 0, 0, List.of()));
  }

  @Test
  void damaged_files_move_too_and_are_reported_once() throws IOException {
    Path one = Files.createFile(music.resolve("one.mp3"));
    Path two = Files.createFile(music.resolve("two.mp3"));
    files.scan();
    for (Path file : List.of(one, two)) {
      Files.copy(file, music.resolve("new-" + file.getFileName()));
    }
    Files.delete(one);
    Files.delete(two);
    ScanReport report = files.scan();
    assertThat(report.moved()).isEqualTo(2);
    assertThat(report.problems()).hasSize(2);
  }

  @Test
  void an_inode_that_is_used_again_is_no_move() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    long id = files.track(file).id();
    Files.delete(file);
    Path other = files.wave("y.wav", "Another song");
    files
        .db
        .execute(
            update(LIBRARY)
                .set(FILE_INODE, (Long) Files.getAttribute(other, "unix:ino"))
                .where(LibraryTable.ID.eq(id)))
        .join();
    assertThat(files.scan()).isEqualTo(new ScanReport(1, 0, 0, 0, 1, 0, List.of()));
  }

  @Test
  void the_same_beginning_and_end_is_not_the_same_content() throws IOException {
    byte[] bytes = WaveFile.bytes("A song", 200_000);
    Path file = Files.write(music.resolve("x.wav"), bytes);
    files.scan();
    Files.delete(file);
    Path longer = Files.write(music.resolve("y.wav"), bytes, StandardOpenOption.CREATE_NEW);
    byte[] end = java.util.Arrays.copyOfRange(bytes, bytes.length - 24 * 4000, bytes.length);
    Files.write(longer, end, StandardOpenOption.APPEND);
    assertThat(ContentHash.of(longer)).isEqualTo(files.track(file).metadata().contentHash());
    assertThat(files.scan().moved()).isZero();
  }

  @Test
  void a_file_with_other_tags_in_its_place_is_the_same_track() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    Track before = loved(file);
    files.wave("x.wav", "A song with a longer title");
    assertThat(files.scan()).isEqualTo(new ScanReport(0, 0, 1, 0, 0, 0, List.of()));
    assertThat(files.track(file).metadata().title()).isEqualTo("A song with a longer title");
    assertThat(files.track(file).metadata().contentHash())
        .isEqualTo(ContentHash.of(file))
        .isNotEqualTo(before.metadata().contentHash());
    assertLoved(before, file);
  }

  /** What may be stored of a file system that numbers its files with all 64 bits. */
  @Test
  void an_inode_beyond_the_signed_ones() {
    long inode = -42;
    MetadataReader reader =
        new NamesOnly(() -> {}) {
          @Override
          public Long inode(AudioFile file) {
            return inode;
          }
        };
    assertThat(scan(reader, "/m/a.mp3").added()).isEqualTo(1);
    assertThat(scan(reader, "/m/b.mp3").moved()).isEqualTo(1);
  }

  private ScanReport scan(MetadataReader reader, String path) {
    return new Scan(files.db, reader, ScanProgress.NONE, () -> false)
        .run(
            new Inventory(
                List.of("/m"), '/', List.of(new AudioFile(path, 1, 2L)), List.of(), List.of()));
  }

  /** Gives a track a past. */
  private Track loved(Path file) {
    long id = files.track(file).id();
    files.library.tracks().played(id).join();
    files.db.execute(insertInto(FAVORITES, FavoritesTable.TRACK_ID).values(id)).join();
    return files.track(file);
  }

  private void assertLoved(Track before, Path now) {
    Track track = files.track(now);
    assertThat(track.id()).isEqualTo(before.id());
    assertThat(track.missing()).isFalse();
    assertThat(track.playCount()).isEqualTo(1);
    assertThat(track.added()).isEqualTo(before.added());
    assertThat(
            files
                .db
                .fetch(select(FavoritesTable.TRACK_ID).from(FAVORITES))
                .join()
                .getValues(FavoritesTable.TRACK_ID))
        .containsExactly(before.id());
  }
}
