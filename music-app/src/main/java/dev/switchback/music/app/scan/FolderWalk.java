package dev.switchback.music.app.scan;

import dev.switchback.music.app.tags.AudioTags;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Inventory} of folders. Links are followed, but never in a circle. */
final class FolderWalk extends SimpleFileVisitor<Path> {

  /** Is told of each folder before it is listed: what comes into it later is another's to see. */
  @FunctionalInterface
  interface FolderListener {
    void entered(Path folder) throws IOException;
  }

  private final Map<String, AudioFile> files = new TreeMap<>();
  private final List<String> unseen = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final FolderListener listener;
  private final ScanProgress progress;
  private final BooleanSupplier cancelled;

  private FolderWalk(FolderListener listener, ScanProgress progress, BooleanSupplier cancelled) {
    this.listener = listener;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Looks through files and folders that exist.
   *
   * @throws CancellationException if {@code cancelled} became true
   */
  static Inventory of(
      Collection<Path> roots,
      FolderListener listener,
      ScanProgress progress,
      BooleanSupplier cancelled)
      throws IOException {
    FolderWalk walk = new FolderWalk(listener, progress, cancelled);
    List<String> paths = new ArrayList<>();
    for (Path root : roots) {
      Path absolute = root.toAbsolutePath().normalize();
      paths.addAll(PathText.ofFolder(absolute));
      Files.walkFileTree(
          absolute, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    }
    return new Inventory(
        paths, File.separatorChar, List.copyOf(walk.files.values()), walk.unseen, walk.problems);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    stopIfCancelled();
    try {
      listener.entered(folder);
    } catch (IOException e) {
      problems.add(new Problem(PathText.of(folder), "cannot be watched: " + e.getMessage()));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    stopIfCancelled();
    if (attributes.isSymbolicLink()) { // one that cannot be followed; it may have led to a folder
      note(file, "the link leads nowhere");
    } else if (attributes.isRegularFile() && isAudio(file)) {
      add(FileMetadata.of(file, attributes));
    }
    return FileVisitResult.CONTINUE;
  }

  private void add(AudioFile file) {
    if (files.put(file.path(), file) == null) {
      progress.seen(files.size());
      if (PathText.isUri(file.path())) {
        problems.add(
            new Problem(file.path(), "the name is not valid Unicode; the library has it so"));
      }
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    if (!(failure instanceof FileSystemLoopException)) { // what it leads back to is seen anyway
      note(file, reason(failure));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    if (failure != null) { // listed in part: what was not seen may still be there
      note(folder, reason(failure));
    }
    return FileVisitResult.CONTINUE;
  }

  private void note(Path path, String reason) {
    unseen.addAll(PathText.ofFolder(path));
    problems.add(new Problem(PathText.of(path), reason));
  }

  private void stopIfCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }

  /** What went wrong, in words; the file system's own messages begin with the path. */
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    return failure instanceof NoSuchFileException
        ? "it vanished meanwhile"
        : "cannot be read: " + failure.getClass().getSimpleName();
  }

  private static boolean isAudio(Path file) {
    return AudioTags.EXTENSIONS.contains(AudioTags.extension(file));
  }
}
