package dev.switchback.music.app.scan;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells in which of many folders something has changed. Each folder has to be given, those below it
 * too. Used by one thread.
 */
final class FolderWatch implements AutoCloseable {

  /** So long may it take until a cancel is noticed. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final WatchService service;

  /**
   * By the key, because a key itself tells the first name of a folder: one that is renamed keeps
   * its key.
   */
  private final Map<WatchKey, Path> folders = new HashMap<>();

  private final Set<Path> changed = new TreeSet<>();
  private boolean overflown;

  FolderWatch() throws IOException {
    service = FileSystems.getDefault().newWatchService();
  }

  /** Also watches this folder; again, if it has another name by now. */
  void add(Path folder) throws IOException {
    folders.put(folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY), folder);
  }

  /** Waits until something has changed and nothing has for a while since, or until it is time. */
  void await(WatchPace pace, BooleanSupplier cancelled) throws InterruptedException {
    long start = System.nanoTime();
    long first = start;
    long last = start;
    while (!cancelled.getAsBoolean()) {
      long now = System.nanoTime();
      boolean over =
          isChanged()
              ? now - last >= pace.quiet().toNanos() || now - first >= pace.longest().toNanos()
              : now - start >= pace.again().toNanos();
      if (over) {
        return;
      }
      WatchKey key = service.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (key != null) {
        last = System.nanoTime();
        first = isChanged() ? first : last;
        take(key);
      }
    }
  }

  /** Whether so much has changed that it is not known what. */
  boolean isOverflown() {
    return overflown;
  }

  /** The folders that have changed; they are forgotten then. */
  Set<Path> take() {
    Set<Path> all = new TreeSet<>(changed);
    changed.clear();
    overflown = false;
    return all;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }

  private boolean isChanged() {
    return overflown || !changed.isEmpty();
  }

  private void take(WatchKey key) {
    Path folder = folders.get(key);
    overflown |= key.pollEvents().stream().anyMatch(event -> event.kind() == OVERFLOW);
    if (folder != null) {
      changed.add(folder);
      if (!key.reset() || Files.notExists(folder)) {
        key.cancel();
        folders.remove(key);
      }
    }
  }
}
