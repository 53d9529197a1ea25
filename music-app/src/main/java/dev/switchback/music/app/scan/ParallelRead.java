package dev.switchback.music.app.scan;

import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Reads files on as many threads as there are processors. A bad file becomes a problem. */
final class ParallelRead implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          task -> {
            Thread thread = new Thread(task, "music-tags");
            thread.setDaemon(true);
            return thread;
          });

  private final Queue<Problem> problems = new ConcurrentLinkedQueue<>();
  private final MetadataReader reader;
  private final BooleanSupplier cancelled;

  ParallelRead(MetadataReader reader, BooleanSupplier cancelled) {
    this.reader = reader;
    this.cancelled = cancelled;
  }

  /** Reads a batch, in its order. */
  List<TrackFile> read(List<AudioFile> files) {
    List<CompletableFuture<TrackFile>> reads =
        files.stream()
            .map(file -> CompletableFuture.supplyAsync(() -> read(file), threads))
            .toList();
    return reads.stream().map(Scan::await).toList();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private TrackFile read(AudioFile file) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return new TrackFile(file.path(), metadata(file));
  }

  private TrackMetadata metadata(AudioFile file) {
    try {
      return reader.read(file);
    } catch (IOException e) {
      problems.add(new Problem(file.path(), message(e)));
    } catch (RuntimeException | StackOverflowError e) {
      // a parser met what its author did not think of; the next file is another matter
      problems.add(new Problem(file.path(), "its tags cannot be read"));
    }
    return FileMetadata.unreadable(file);
  }

  /** The file system's own messages begin with the path, which is said already. */
  private static String message(IOException e) {
    return e.getClass() == IOException.class && e.getMessage() != null
        ? e.getMessage()
        : "cannot be read: " + e.getClass().getSimpleName();
  }
}
