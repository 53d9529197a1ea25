package dev.switchback.music.app.scan;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Scans folders, and scans again what changes in them, until it is cancelled. */
public final class WatchedScan {

  /** Is told what happens. */
  public interface Listener {

    /** A scan of these folders is done; the first one is that of all. */
    void scanned(Collection<Path> folders, ScanReport report);

    /** It could not be done now, and is tried again soon. */
    void delayed(RuntimeException reason);
  }

  /** What passes, as a rule. */
  private static final Set<ErrorKind> PASSING =
      EnumSet.of(
          ErrorKind.CONNECTION,
          ErrorKind.POOL_TIMEOUT,
          ErrorKind.TIMEOUT,
          ErrorKind.BUSY,
          ErrorKind.LOCK_TIMEOUT);

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Scan scan;
  private final List<Path> roots;
  private final WatchPace pace;
  private final Listener listener;
  private final BooleanSupplier cancelled;

  /**
   * Prepares it.
   *
   * @param roots folders and files that exist; one that vanishes later is waited for
   */
  public WatchedScan(
      Scan scan,
      Collection<Path> roots,
      WatchPace pace,
      Listener listener,
      BooleanSupplier cancelled) {
    this.scan = scan;
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    this.pace = pace;
    this.listener = listener;
    this.cancelled = cancelled;
  }

  /**
   * Runs until {@code cancelled}; a scan under way ends with whole batches then.
   *
   * @throws IOException if the system cannot watch folders
   */
  public void run() throws IOException, InterruptedException {
    try (FolderWatch watch = new FolderWatch()) {
      Set<Path> due = new TreeSet<>(roots);
      while (!cancelled.getAsBoolean()) {
        boolean done = due.isEmpty() || scan(due, watch);
        if (done) {
          due.clear();
        }
        watch.await(done && allAreThere() ? pace : pace.again(SOON), cancelled);
        due.addAll(changes(watch));
      }
    } catch (CancellationException e) {
      // asked for
    }
  }

  /** All of them if nothing in particular, or if it is not known what. */
  private Collection<Path> changes(FolderWatch watch) {
    boolean overflown = watch.isOverflown();
    Set<Path> changed = watch.take();
    return overflown || changed.isEmpty() ? roots : changed;
  }

  private boolean allAreThere() {
    return roots.stream().allMatch(Files::exists);
  }

  /** A folder that is gone is dealt with by the one it was in. */
  private boolean scan(Set<Path> due, FolderWatch watch) throws IOException {
    List<Path> folders = outermost(due.stream().filter(Files::exists).toList());
    try {
      listener.scanned(folders, scan.run(folders, watch::add));
      return true;
    } catch (ScanBusyException e) {
      listener.delayed(e);
    } catch (DatabaseException e) {
      if (!PASSING.contains(e.kind())) {
        throw e;
      }
      listener.delayed(e);
    }
    return false;
  }

  private static List<Path> outermost(List<Path> sorted) {
    List<Path> outermost = new ArrayList<>();
    for (Path path : sorted) {
      if (outermost.stream().noneMatch(path::startsWith)) {
        outermost.add(path);
      }
    }
    return outermost;
  }
}
