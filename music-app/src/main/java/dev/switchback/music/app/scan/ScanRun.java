package dev.switchback.music.app.scan;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.TrackFile;
import dev.switchback.music.Tracks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** Writes the changes that a scan found, in its turn. */
final class ScanRun {

  private final Database database;
  private final ScanTurn turn;
  private final MetadataReader reader;
  private final ScanProgress progress;
  private final BooleanSupplier cancelled;

  private final Set<String> missing = new HashSet<>();
  private int added;
  private int moved;
  private int modified;

  ScanRun(
      Database database,
      ScanTurn turn,
      MetadataReader reader,
      ScanProgress progress,
      BooleanSupplier cancelled) {
    this.database = database;
    this.turn = turn;
    this.reader = reader;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  ScanReport apply(Changes changes, Inventory inventory) {
    // First what is gone: a file that moved is found among that. And what came since the inventory
    // was made is not gone, whoever brought it into the library.
    missing(changes.gone().stream().filter(reader::isGone).toList());
    each(changes.returned(), Tracks::markPresent);
    try (ParallelRead files = new ParallelRead(reader, cancelled)) {
      add(files, changes.added());
      replace(files, changes.modified());
      missing(files.vanished());
      List<Problem> problems = new ArrayList<>(inventory.problems());
      problems.addAll(files.problems());
      return new ScanReport(
          added,
          moved,
          modified,
          changes.unchanged(),
          missing.size(),
          changes.returned().size(),
          problems);
    }
  }

  private void missing(List<String> paths) {
    each(paths, Tracks::markMissing);
    missing.addAll(paths);
  }

  private void each(
      List<String> paths, BiFunction<Tracks, Collection<String>, CompletableFuture<?>> operation) {
    Batches.each(
        paths,
        batch ->
            Scan.await(
                turn.transaction(
                    tx ->
                        operation.apply(new MusicLibrary(tx).tracks(), batch).thenApply(n -> n))));
  }

  private void add(ParallelRead files, List<AudioFile> all) {
    List<AudioFile> rest = all;
    while (!rest.isEmpty()) { // each time a track is found, or all that are left are new
      rest = addOnce(files, rest);
    }
  }

  private List<AudioFile> addOnce(ParallelRead files, List<AudioFile> all) {
    Set<Long> found = new HashSet<>();
    List<AudioFile> again = new ArrayList<>();
    try (Batches batches = new Batches(turn)) {
      Batches.each(
          all,
          batch -> {
            AddedFiles read = AddedFiles.read(new MusicLibrary(database), files, found, batch);
            again.addAll(read.again());
            batches.write(
                read::write,
                written -> {
                  added += written.added();
                  moved += written.moved();
                  read.left().forEach(missing::remove);
                  progress.written(batch.size() - read.again().size());
                });
          });
    }
    return again;
  }

  private void replace(ParallelRead files, List<AudioFile> all) {
    try (Batches batches = new Batches(turn)) {
      Batches.each(
          all,
          batch -> {
            List<TrackFile> read = files.modified(batch);
            batches.write(
                tx -> new MusicLibrary(tx).tracks().replaceAll(read),
                written -> {
                  modified += written;
                  progress.written(batch.size());
                });
          });
    }
  }
}
