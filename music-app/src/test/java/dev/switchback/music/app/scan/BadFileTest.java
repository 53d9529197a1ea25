package dev.switchback.music.app.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.switchback.database.Database;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.Track;
import dev.switchback.music.app.tags.AudioTags;
import dev.switchback.music.app.tags.TagReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read, or not now, or whose names are no text: none is lost. */
class BadFileTest {

  private static final AudioTags TAGS = new AudioTags();

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
  void a_file_that_cannot_be_read_now_is_there_by_its_name_and_read_as_soon_as_it_can()
      throws IOException {
    Path file = files.sample("tone.mp3", "x.mp3");
    ScanReport denied = files.scan(failing(new AccessDeniedException("x")));
    assertThat(denied)
        .isEqualTo(new ScanReport(1, 0, 0, 0, 0, 0, problem(file, "no permission to read it")));
    assertThat(files.track(file).metadata().title()).isEqualTo("x");
    assertThat(files.scan().modified()).isEqualTo(1);
    assertThat(files.track(file).metadata().title()).isEqualTo("Föhn über Zürich 東京");
    assertThat(files.scan().isChange()).isFalse();
  }

  @Test
  void of_a_changed_file_that_cannot_be_read_now_the_old_tags_stay() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    Track before = files.track(file);
    files.wave("x.wav", "A longer title");
    ScanReport denied = files.scan(failing(new IOException("Input/output error")));
    assertThat(denied)
        .isEqualTo(new ScanReport(0, 0, 0, 0, 0, 0, problem(file, "Input/output error")));
    assertThat(files.track(file)).isEqualTo(before);
    assertThat(files.scan().modified()).isEqualTo(1);
    assertThat(files.track(file).metadata().title()).isEqualTo("A longer title");
  }

  @Test
  void a_file_that_was_damaged_keeps_its_tags() throws IOException {
    Path file = files.wave("x.wav", "A song");
    files.scan();
    Files.writeString(file, "nothing that could be heard");
    assertThat(files.scan().problems()).isEqualTo(problem(file, "this is no wav file"));
    assertThat(files.track(file).metadata().title()).isEqualTo("A song");
  }

  @Test
  void a_real_file_without_permission() throws IOException {
    Path file = files.wave("x.wav", "A song");
    Path locked = files.wave("locked/y.wav", "Another").getParent();
    files.scan();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user can read everything");
    ScanReport report = files.scan();
    assertThat(report.problems())
        .containsExactlyInAnyOrder(
            new Problem(file.toString(), "no permission to read it"),
            new Problem(locked.toString(), "no permission to read it"));
    assertThat(report.missing()).isZero();
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_file_that_vanishes_while_it_is_read() throws IOException {
    Path known = files.wave("known.wav", "A song");
    files.scan();
    files.wave("known.wav", "Another title");
    Path added = files.wave("added.wav", "A new one");
    TagReader vanishing =
        file -> {
          Files.delete(file);
          return TAGS.read(file);
        };
    ScanReport report = files.scan(new FileMetadata(vanishing));
    assertThat(report.added() + report.modified()).isZero();
    assertThat(report.missing()).isEqualTo(1);
    assertThat(report.problems())
        .containsExactlyInAnyOrder(
            new Problem(known.toString(), "it vanished meanwhile"),
            new Problem(added.toString(), "it vanished meanwhile"));
    assertThat(files.track(known).missing()).isTrue();
    assertThat(files.library.catalog().findByPath(added.toString()).join()).isEmpty();
  }

  @Test
  void a_file_that_changes_once_while_it_is_read_is_read_again() throws IOException {
    Path file = files.wave("x.wav", "A song");
    int[] reads = {0};
    TagReader changing =
        path -> {
          var tags = TAGS.read(path);
          if (reads[0]++ == 0) {
            WaveFile.write(path, "A longer title");
          }
          return tags;
        };
    assertThat(files.scan(new FileMetadata(changing)).problems()).isEmpty();
    assertThat(reads[0]).isEqualTo(2);
    assertThat(files.track(file).metadata().title()).isEqualTo("A longer title");
    assertThat(files.scan().isChange()).as("the size of before does not fit").isFalse();
  }

  @Test
  void a_file_that_never_rests_is_left_to_the_next_scan() throws IOException {
    Path file = files.wave("x.wav", "A song");
    TagReader changing =
        path -> {
          Files.write(path, new byte[] {0}, StandardOpenOption.APPEND);
          return TAGS.read(path);
        };
    assertThat(files.scan(new FileMetadata(changing)))
        .isEqualTo(new ScanReport(1, 0, 0, 0, 0, 0, problem(file, "it changes while it is read")));
    assertThat(files.scan().modified()).isEqualTo(1);
    assertThat(files.track(file).metadata().title()).isEqualTo("A song");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tone.mp3", "tone.m4a", "tone.flac", "tone.ogg", "tone.opus", "tone.wav"})
  void names_that_are_no_text(String sample) throws IOException {
    byte[] content = Files.readAllBytes(ScanFixture.AUDIO.resolve(sample));
    Path one = Files.write(raw("%FF-" + sample), content);
    Path two = Files.write(raw("%FE-" + sample), content);
    ScanReport report = files.scan();
    assertThat(report.added()).isEqualTo(2);
    assertThat(report.problems())
        .extracting(Problem::path)
        .containsExactly(two.toUri().toString(), one.toUri().toString());
    assertThat(files.track(one).metadata().title()).isEqualTo("Föhn über Zürich 東京");
    assertThat(files.scan().isChange()).isFalse();

    long id = files.track(one).id();
    Path moved = Files.move(one, raw("%FD-" + sample));
    assertThat(files.scan().moved()).isEqualTo(1);
    assertThat(files.track(moved).id()).isEqualTo(id);
    Files.delete(two);
    assertThat(files.scan().missing()).isEqualTo(1);
  }

  @Test
  void a_folder_whose_name_is_no_text() throws IOException {
    Path folder = Files.createDirectory(raw("%FF"));
    Path file = WaveFile.write(folder.resolve("Müsik.wav"), "A song");
    assertThat(files.scan(folder).added()).isEqualTo(1);
    assertThat(files.scan().isChange()).isFalse();
    assertThat(PathText.path(PathText.of(file))).isEqualTo(file);
    Files.move(folder, music.resolve("text"));
    assertThat(files.scan().moved()).isEqualTo(1);
    assertThat(files.track(music.resolve("text/Müsik.wav")).metadata().title()).isEqualTo("A song");
  }

  /** As a service has it that is started without one. */
  @Test
  void in_a_locale_without_umlauts_the_names_are_the_same() throws Exception {
    files.wave("Müsik/Ö%20 e\u0301.wav", "A song");
    files.scan();
    ProcessBuilder scan =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ScanProgram.class.getName(),
            files.url,
            music.toString());
    scan.environment().put("LC_ALL", "C");
    Process process = scan.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualToIgnoringNewLines(ScanReport.unchanged(1, List.of()).toString());
    assertThat(process.waitFor()).isZero();
  }

  /** Scans, and prints the report. */
  static final class ScanProgram {

    private ScanProgram() {}

    public static void main(String[] urlAndFolder) throws IOException {
      try (Database db = Database.open(urlAndFolder[0])) {
        Scan scan = new Scan(db, new FileMetadata(), ScanProgress.NONE, () -> false);
        System.out.println(scan.run(List.of(Path.of(urlAndFolder[1]))));
      }
    }
  }

  @Test
  void names_that_only_look_alike() throws IOException {
    for (String name :
        List.of("\u00e9.wav", "e\u0301.wav", "\ufffd.wav", "a\nb.wav", "file:x.wav")) {
      files.wave(name, name);
    }
    assertThat(files.scan()).isEqualTo(new ScanReport(5, 0, 0, 0, 0, 0, List.of()));
    assertThat(files.library.catalog().page(LibraryQuery.all()).join().items())
        .extracting(Track::path)
        .allMatch(path -> Files.exists(PathText.path(path)))
        .doesNotHaveDuplicates();
  }

  @Test
  void links_that_lead_into_each_other_end() throws IOException {
    files.wave("a/x.wav", "A song");
    files.wave("b/y.wav", "Another");
    Files.createSymbolicLink(music.resolve("a/to-b"), music.resolve("b"));
    Files.createSymbolicLink(music.resolve("b/to-a"), music.resolve("a"));
    Files.createSymbolicLink(music.resolve("itself"), music.resolve("itself"));
    ScanReport report = files.scan();
    assertThat(report.added()).as("each by its folder, and by the link to it").isEqualTo(4);
    assertThat(report.problems())
        .extracting(Problem::path)
        .containsExactly(music.resolve("itself").toString());
  }

  private Path raw(String name) {
    return Path.of(URI.create(music.toUri() + name));
  }

  private static FileMetadata failing(IOException failure) {
    return new FileMetadata(
        file -> {
          throw failure;
        });
  }

  private static List<Problem> problem(Path file, String message) {
    return List.of(new Problem(file.toString(), message));
  }
}
