package dev.switchback.music.app.scan;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Track;
import dev.switchback.music.app.demo.WriteCount;
import dev.switchback.music.schema.MusicSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Real audio files in a folder, and a library beside it. */
final class ScanFixture implements AutoCloseable {

  static final Path AUDIO = Path.of("src/test/resources/audio");

  /** Files of {@link #AUDIO}, of which four are damaged. */
  static final int FILES = 12;

  final Path folder;
  final Path music;
  final String url;
  final WriteCount writes = new WriteCount();
  final Database db;
  final MusicLibrary library;

  ScanFixture(Path folder) throws IOException {
    this.folder = folder;
    this.music = Files.createDirectories(folder.resolve("music"));
    this.url = "jdbc:sqlite:" + folder.resolve("music.db");
    this.db = Database.open(DatabaseConfig.builder(url).listener(writes).build());
    this.library = new MusicLibrary(db);
    db.schema().migrate(MusicSchema.MIGRATIONS).join();
  }

  /** All samples, in a folder below the music. */
  Path samples(String name) throws IOException {
    Path to = Files.createDirectories(music.resolve(name));
    try (var files = Files.list(AUDIO)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    return to;
  }

  /** One sample, under another name. */
  Path sample(String sample, String name) {
    try {
      Path to = music.resolve(name);
      Files.createDirectories(to.getParent());
      return Files.copy(AUDIO.resolve(sample), to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A wave file of its own content, with a title: of 44 bytes and a quarter of a second. */
  Path wave(String name, String title) throws IOException {
    return WaveFile.write(music.resolve(name), title);
  }

  ScanReport scan(Path... folders) throws IOException {
    return scan(new FileMetadata(), folders);
  }

  ScanReport scan(MetadataReader reader, Path... folders) throws IOException {
    List<Path> roots = folders.length == 0 ? List.of(music) : Arrays.asList(folders);
    return new Scan(db, reader, ScanProgress.NONE, () -> false).run(roots);
  }

  Track track(Path path) {
    return library.catalog().findByPath(PathText.of(path)).join().orElseThrow();
  }

  long tracks() {
    return library.catalog().stats().join().tracks();
  }

  @Override
  public void close() {
    db.close();
  }
}
