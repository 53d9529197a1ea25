package dev.switchback.music.app.scan;

import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.app.tags.DamagedFileException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

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
  private final Queue<String> vanished = new ConcurrentLinkedQueue<>();
  private final MetadataReader reader;
  private final BooleanSupplier cancelled;

  ParallelRead(MetadataReader reader, BooleanSupplier cancelled) {
    this.reader = reader;
    this.cancelled = cancelled;
  }

  /** Whether it is certain that there is no such file. */
  boolean isGone(String path) {
    return reader.isGone(path);
  }

  /** The inodes of files, in their order; none where it is not known. */
  List<Optional<Long>> inodes(List<AudioFile> files) {
    return map(files, this::inode);
  }

  /**
   * Reads files that the library does not have. One that cannot be read is there by its name: with
   * its time if it is damaged, and without if it can perhaps be read by the next scan, to which it
   * will then seem changed.
   */
  List<TrackFile> added(List<AudioFile> files) {
    return present(map(files, file -> read(file, failure -> named(file, failure))));
  }

  /** Reads files again. Of one that cannot be read the library keeps what it knows. */
  List<TrackFile> modified(List<AudioFile> files) {
    return present(
        map(
            files,
            file ->
                read(
                    file,
                    failure -> {
                      if (failure instanceof NoSuchFileException) {
                        vanished.add(file.path());
                      }
                      return Optional.empty();
                    })));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Files that were in the library and are not there any more. */
  List<String> vanished() {
    return List.copyOf(vanished);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> List<T> map(List<AudioFile> files, Function<AudioFile, T> work) {
    List<CompletableFuture<T>> all =
        files.stream()
            .map(file -> CompletableFuture.supplyAsync(() -> unlessCancelled(file, work), threads))
            .toList();
    return all.stream().map(Scan::await).toList();
  }

  private <T> T unlessCancelled(AudioFile file, Function<AudioFile, T> work) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return work.apply(file);
  }

  private Optional<Long> inode(AudioFile file) {
    try {
      return Optional.ofNullable(reader.inode(file));
    } catch (IOException e) {
      return Optional.empty(); // it will be read next, and then reported
    }
  }

  private Optional<TrackFile> read(
      AudioFile file, Function<IOException, Optional<TrackFile>> otherwise) {
    try {
      return Optional.of(new TrackFile(file.path(), reader.read(file)));
    } catch (IOException e) {
      problems.add(new Problem(file.path(), message(e)));
      return otherwise.apply(e);
    }
  }

  private Optional<TrackFile> named(AudioFile file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return Optional.empty();
    }
    TrackMetadata name = TrackMetadata.titled(FileMetadata.stem(file));
    try {
      if (failure instanceof DamagedFileException) {
        return Optional.of(
            new TrackFile(
                file.path(),
                name.withFile(
                    file.size(), file.mtimeNs(), reader.inode(file), reader.contentHash(file))));
      }
    } catch (IOException e) {
      // not even that: as one that cannot be read now
    }
    return Optional.of(new TrackFile(file.path(), name.withFile(file.size(), null, null, null)));
  }

  private static List<TrackFile> present(List<Optional<TrackFile>> read) {
    return read.stream().flatMap(Optional::stream).toList();
  }

  private static String message(IOException e) {
    return e instanceof FileSystemException || e.getMessage() == null
        ? FolderWalk.reason(e)
        : e.getMessage();
  }
}
