package dev.switchback.music.app.scan;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
public final class FolderWalk extends SimpleFileVisitor<Path> {

  private final Map<String, AudioFile> files = new TreeMap<>();
  private final List<String> unseen = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final BooleanSupplier cancelled;

  private FolderWalk(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /**
   * Looks through files and folders that exist.
   *
   * @throws CancellationException if {@code cancelled} became true
   */
  public static Inventory of(Collection<Path> roots, BooleanSupplier cancelled) throws IOException {
    FolderWalk walk = new FolderWalk(cancelled);
    List<String> paths = new ArrayList<>();
    for (Path root : roots) {
      Path absolute = root.toAbsolutePath().normalize();
      paths.add(absolute.toString());
      Files.walkFileTree(
          absolute, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    }
    return new Inventory(
        paths, File.separatorChar, List.copyOf(walk.files.values()), walk.unseen, walk.problems);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    if (attributes.isSymbolicLink()) { // one that cannot be followed; it may have led to a folder
      note(file, "the link leads nowhere");
    } else if (attributes.isRegularFile() && isAudio(file)) {
      long mtimeNs = attributes.lastModifiedTime().to(NANOSECONDS);
      String path = file.toString();
      files.put(path, new AudioFile(path, attributes.size(), mtimeNs));
    }
    return FileVisitResult.CONTINUE;
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
    unseen.add(path.toString());
    problems.add(new Problem(path.toString(), reason));
  }

  private static String reason(IOException failure) {
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
