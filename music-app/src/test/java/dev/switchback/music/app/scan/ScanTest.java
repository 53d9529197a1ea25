package dev.switchback.music.app.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.app.demo.WriteCount;
import dev.switchback.music.schema.MusicSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

  private static final Path AUDIO = Path.of("src/test/resources/audio");

  @TempDir private Path folder;
  private Path music;
  private final WriteCount writes = new WriteCount();
  private Database db;

  @BeforeEach
  void copyAudioAndOpen() throws IOException {
    music = Files.createDirectories(folder.resolve("music/deep/er"));
    try (var files = Files.list(AUDIO)) {
      for (Path file : files.toList()) {
        Files.copy(file, music.resolve(file.getFileName().toString()));
      }
    }
    db =
        Database.open(
            DatabaseConfig.builder("jdbc:sqlite:" + folder.resolve("music.db"))
                .listener(writes)
                .build());
    db.schema().migrate(MusicSchema.MIGRATIONS).join();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void real_files_of_all_formats() throws IOException {
    ScanReport report = scan(music);
    assertThat(report.added()).isEqualTo(12);
    assertThat(report.problems())
        .extracting(problem -> Path.of(problem.path()).getFileName().toString())
        .containsExactlyInAnyOrder("corrupt.flac", "corrupt.mp3", "cut-off.ogg", "empty.m4a");
    assertThat(page(LibraryQuery.all().search("zürich"))).hasSize(7);
    Track corrupt = find("corrupt.flac");
    assertThat(corrupt.metadata().title()).isEqualTo("corrupt");
    assertThat(corrupt.metadata().fileSize()).isEqualTo(41);
    assertThat(find("tone.ogg").metadata().fileMtimeNs()).isNotNull();
  }

  @Test
  void a_second_scan_writes_nothing() throws IOException {
    scan(music);
    long before = writes.writes();
    ScanReport report = scan(music);
    assertThat(writes.writes()).isEqualTo(before);
    assertThat(report).isEqualTo(new ScanReport(0, 0, 0, 12, 0, 0, List.of()));
  }

  @Test
  void what_vanishes_is_missing_and_what_returns_is_back() throws IOException {
    scan(music);
    Path file = music.resolve("tone.mp3");
    byte[] content = Files.readAllBytes(file);
    FileTime time = Files.getLastModifiedTime(file);
    long id = find("tone.mp3").id();
    Files.delete(file);
    assertThat(scan(music)).isEqualTo(new ScanReport(0, 0, 0, 11, 1, 0, List.of()));
    assertThat(find("tone.mp3").missing()).isTrue();
    assertThat(scan(music).missing()).isZero();
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
    assertThat(scan(music)).isEqualTo(new ScanReport(0, 0, 0, 12, 0, 1, List.of()));
    assertThat(find("tone.mp3").missing()).isFalse();
    assertThat(find("tone.mp3").id()).isEqualTo(id);
  }

  @Test
  void a_changed_file_is_read_again() throws IOException {
    scan(music);
    Files.copy(
        AUDIO.resolve("tone.flac"),
        music.resolve("untagged.mp3"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(scan(music)).isEqualTo(new ScanReport(0, 0, 1, 11, 0, 0, List.of()));
    assertThat(find("untagged.mp3").metadata().artist()).isEqualTo("Björk & Łódź");
  }

  @Test
  void scanning_one_folder_leaves_the_tracks_of_another() throws IOException {
    Path other = Files.createDirectories(folder.resolve("music/deep/er2"));
    Path file = Files.copy(AUDIO.resolve("tone.wav"), other.resolve("tone.wav"));
    scan(music, other);
    Files.delete(file);
    assertThat(scan(music).missing()).isZero();
    assertThat(scan(other).missing()).isEqualTo(1);
  }

  @Test
  void links_in_a_circle_end_and_a_broken_one_is_reported() throws IOException {
    Files.createSymbolicLink(music.resolve("circle"), folder.resolve("music"));
    Files.createSymbolicLink(music.resolve("broken.mp3"), folder.resolve("nowhere"));
    ScanReport report = scan(music);
    assertThat(report.added()).isEqualTo(12);
    assertThat(report.problems())
        .contains(new Problem(music.resolve("broken.mp3").toString(), "the link leads nowhere"));
  }

  @Test
  void cancelled_midway_it_keeps_whole_batches_and_the_next_scan_goes_on() {
    AtomicInteger read = new AtomicInteger();
    List<AudioFile> files =
        SampleTracks.range(0, 3500).stream()
            .map(file -> new AudioFile(file.path(), 1, 2L))
            .toList();
    Inventory inventory = new Inventory(List.of("/music"), '/', files, List.of(), List.of());
    MetadataReader reader = new NamesOnly(read::incrementAndGet);
    Scan cancelled = new Scan(db, reader, ScanProgress.NONE, () -> read.get() >= 2500);
    assertThatThrownBy(() -> cancelled.run(inventory)).isInstanceOf(CancellationException.class);
    assertThat(new MusicLibrary(db).catalog().stats().join().tracks()).isEqualTo(2000);
    Scan again = new Scan(db, reader, ScanProgress.NONE, () -> false);
    assertThat(again.run(inventory)).isEqualTo(new ScanReport(1500, 0, 0, 2000, 0, 0, List.of()));
  }

  private ScanReport scan(Path... folders) throws IOException {
    return new Scan(db, new FileMetadata(), ScanProgress.NONE, () -> false).run(List.of(folders));
  }

  private List<Track> page(LibraryQuery query) {
    return new MusicLibrary(db).catalog().page(query).join().items();
  }

  private Track find(String name) {
    return new MusicLibrary(db)
        .catalog()
        .findByPath(music.resolve(name).toString())
        .join()
        .orElseThrow();
  }
}
