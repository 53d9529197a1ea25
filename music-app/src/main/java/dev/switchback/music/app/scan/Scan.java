package dev.switchback.music.app.scan;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.TrackFile;
import dev.switchback.music.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Applies an inventory to a library. While a batch is being written the next one is read. Each
 * batch is a transaction, so whenever the scan ends, by itself, by a failure or because it was
 * cancelled, the library holds whole batches and the next scan goes on from there.
 */
public final class Scan {

  /** Files in one transaction: enough to make the commit cheap, few enough to lose little. */
  private static final int BATCH = 1000;

  private final Database database;
  private final MetadataReader reader;
  private final ScanProgress progress;
  private final BooleanSupplier cancelled;

  /**
   * A scan.
   *
   * @param cancelled asked now and then; once it is true the scan ends
   */
  public Scan(
      Database database, MetadataReader reader, ScanProgress progress, BooleanSupplier cancelled) {
    this.database = database;
    this.reader = reader;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Runs it and waits. Writes nothing where nothing differs.
   *
   * @throws DatabaseException if the database fails
   * @throws CancellationException if it was cancelled
   */
  public ScanReport run(Inventory inventory) {
    Map<String, Fingerprint> known =
        await(
            new MusicLibrary(database)
                .fingerprints()
                .under(inventory.roots(), inventory.separator()));
    Changes changes = Changes.between(inventory, known);
    progress.planned(changes);
    markPresence(changes); // first what is gone: a file that moved is found among those
    List<Problem> problems = new ArrayList<>(inventory.problems());
    try (ParallelRead files = new ParallelRead(reader, cancelled)) {
      write(files, changes.added(), tracks -> tracks::addAll);
      write(files, changes.modified(), tracks -> tracks::replaceAll);
      problems.addAll(files.problems());
    }
    return new ScanReport(
        changes.added().size(),
        changes.modified().size(),
        changes.unchanged(),
        changes.gone().size(),
        changes.returned().size(),
        problems);
  }

  private void markPresence(Changes changes) {
    if (!changes.gone().isEmpty() || !changes.returned().isEmpty()) {
      await(
          database.transaction(
              tx -> {
                Tracks tracks = new MusicLibrary(tx).tracks();
                return tracks
                    .markMissing(changes.gone())
                    .thenCompose(gone -> tracks.markPresent(changes.returned()));
              }));
    }
  }

  private void write(
      ParallelRead files,
      List<AudioFile> all,
      Function<Tracks, Function<List<TrackFile>, CompletableFuture<Integer>>> operation) {
    CompletableFuture<Integer> writing = CompletableFuture.completedFuture(0);
    try {
      for (int from = 0; from < all.size(); from += BATCH) {
        List<AudioFile> batch = all.subList(from, Math.min(all.size(), from + BATCH));
        List<TrackFile> read = files.read(batch);
        await(writing);
        writing =
            database.transaction(tx -> operation.apply(new MusicLibrary(tx).tracks()).apply(read));
        writing.thenRun(() -> progress.written(batch.size()));
      }
    } finally {
      await(writing); // also when reading was cancelled: the batch under way is still good
    }
  }

  /** Waits; what it throws is the failure itself, in no wrapping. */
  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CancellationException cancel ? cancel : DatabaseException.of(e);
    }
  }
}
