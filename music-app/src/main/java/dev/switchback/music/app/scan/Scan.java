package dev.switchback.music.app.scan;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.MusicLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Applies an inventory to a library. While a batch is being written the next one is read. Each
 * batch is a transaction, so whenever the scan ends, by itself, by a failure or because it was
 * cancelled, the library holds whole batches and the next scan goes on from there.
 */
public final class Scan {

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
   * Looks through files and folders, and applies what is there; see {@link #run(Inventory)}.
   *
   * @throws IOException if the file system fails as a whole; a part that does is in the report
   */
  public ScanReport run(Collection<Path> roots) throws IOException {
    return run(roots, folder -> {});
  }

  ScanReport run(Collection<Path> roots, FolderWalk.FolderListener listener) throws IOException {
    return run(FolderWalk.of(roots, listener, progress, cancelled));
  }

  /**
   * Runs it and waits. Writes nothing where nothing differs; else it does so in its turn, and
   * compares again then: the scan before may have done the same.
   *
   * @throws ScanBusyException if it is another's turn
   * @throws DatabaseException if the database fails
   * @throws CancellationException if it was cancelled
   */
  public ScanReport run(Inventory inventory) {
    Changes changes = compare(inventory);
    if (changes.isEmpty()) {
      progress.planned(changes);
      return ScanReport.unchanged(changes.unchanged(), inventory.problems());
    }
    try (ScanTurn turn = ScanTurn.take(database)) {
      changes = compare(inventory);
      progress.planned(changes);
      return new ScanRun(database, turn, reader, progress, cancelled).apply(changes, inventory);
    }
  }

  private Changes compare(Inventory inventory) {
    Map<String, Fingerprint> known =
        await(
            new MusicLibrary(database)
                .fingerprints()
                .under(inventory.roots(), inventory.separator()));
    return Changes.between(inventory, known);
  }

  /** Waits; what it throws is the failure itself, in no wrapping. */
  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : DatabaseException.of(e);
    }
  }
}
