package dev.switchback.music.app.doctor;

import dev.switchback.database.Database;
import dev.switchback.music.FileIdentity;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.app.scan.FileMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files that were scanned before there were inodes and hashes in the library. */
final class FingerprintCheck implements Check {

  private static final int PAGE = 1000;

  @Override
  public String name() {
    return "fingerprints";
  }

  @Override
  public String rule() {
    return "each file is known when it moves";
  }

  @Override
  public List<String> find(Database database) {
    List<String> found = new ArrayList<>();
    each(
        database,
        page -> page.forEach(file -> found.add("track " + file.id() + ", " + file.path())));
    return found;
  }

  /** Reads the files, which takes its time; those that are not there are another matter. */
  @Override
  public void repair(Database database) {
    each(
        database,
        page -> {
          List<FileIdentity> read = new ArrayList<>();
          for (FileIdentity file : page) {
            try {
              read.add(FileMetadata.identity(file));
            } catch (IOException e) {
              // it stays as it is, and is found again
            }
          }
          new MusicLibrary(database).moves().updateFingerprints(read).join();
        });
  }

  private static void each(Database database, Consumer<List<FileIdentity>> work) {
    long last = 0;
    List<FileIdentity> page;
    do {
      page = new MusicLibrary(database).moves().withoutFingerprints(last, PAGE).join();
      work.accept(page);
      last = page.isEmpty() ? last : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }
}
