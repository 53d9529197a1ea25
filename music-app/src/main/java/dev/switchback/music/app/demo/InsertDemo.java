package dev.switchback.music.app.demo;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.TrackFile;
import dev.switchback.music.schema.MusicSchema;
import java.util.List;

/** Tracks in one call, and out again; and new databases. */
final class InsertDemo {

  private static final List<Integer> SIZES = List.of(100, 500, 1000, 5000);

  private static final int DATABASES = 20;

  private InsertDemo() {}

  /** Opened, filled with tables, and closed; in memory, on whatever the rest runs. */
  static void newDatabases(Steps steps) {
    steps.time(
        "new databases in memory",
        DATABASES,
        () -> {
          for (int i = 0; i < DATABASES; i++) {
            try (Database database = Database.open("jdbc:sqlite::memory:")) {
              database.schema().migrate(MusicSchema.MIGRATIONS).join();
            }
          }
          return DATABASES;
        });
  }

  static void run(MusicLibrary music, Steps steps) {
    for (int size : SIZES) {
      List<TrackFile> files = SampleTracks.range(0, size);
      List<String> paths = files.stream().map(TrackFile::path).toList();
      steps.check(
          "inserted tracks",
          size,
          steps.time("insert " + size, size, () -> music.tracks().addAll(files).join()));
      steps.check("statistics", SampleTracks.stats(size), music.catalog().stats().join());
      steps.check(
          "deleted tracks",
          size,
          steps.time("delete " + size, size, () -> music.tracks().deleteAll(paths).join()));
    }
  }
}
