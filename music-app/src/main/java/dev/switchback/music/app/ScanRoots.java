package dev.switchback.music.app;

import dev.switchback.music.MusicLibrary;
import dev.switchback.music.WatchedFolder;
import dev.switchback.music.WatchedFolder.Mode;
import dev.switchback.music.app.scan.WatchPace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What a scan looks through: what the user says, else the folders that the library watches. */
final class ScanRoots {

  private final MusicLibrary music;
  private final List<Path> given;
  private final List<WatchedFolder> folders;

  private ScanRoots(MusicLibrary music, List<Path> given, List<WatchedFolder> folders) {
    this.music = music;
    this.given = given;
    this.folders = folders;
  }

  static ScanRoots of(MusicLibrary music, List<Path> given) {
    List<WatchedFolder> folders = music.watchedFolders().enabled().join();
    if (given.isEmpty() && folders.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "say which folders, or have the library know some: 'music folders add'");
    }
    return new ScanRoots(
        music, given.stream().map(path -> path.toAbsolutePath().normalize()).toList(), folders);
  }

  List<Path> all() {
    return given.isEmpty() ? paths(folder -> true) : given;
  }

  /** Those that are scanned at the start of a watch, and not again. */
  List<Path> once() {
    return given.isEmpty() ? paths(folder -> folder.rule().mode() == Mode.STARTUP) : List.of();
  }

  List<Path> watched() {
    return given.isEmpty() ? paths(ScanRoots::isContinuous) : given;
  }

  /** As often as the most impatient folder wants. */
  WatchPace pace() {
    return given.isEmpty()
        ? folders.stream()
            .filter(ScanRoots::isContinuous)
            .mapToInt(folder -> folder.rule().cadenceMinutes())
            .min()
            .stream()
            .mapToObj(minutes -> WatchPace.DEFAULT.again(Duration.ofMinutes(minutes)))
            .findFirst()
            .orElse(WatchPace.DEFAULT)
        : WatchPace.DEFAULT;
  }

  /** Notes when the folders were scanned that are known and were covered as a whole. */
  void scanned(Collection<Path> paths) {
    for (WatchedFolder folder : folders) {
      if (paths.stream().anyMatch(Path.of(folder.path())::startsWith)) {
        music.watchedFolders().scanned(folder.id()).join();
      }
    }
  }

  private List<Path> paths(Predicate<WatchedFolder> which) {
    return folders.stream().filter(which).map(folder -> Path.of(folder.path())).toList();
  }

  private static boolean isContinuous(WatchedFolder folder) {
    return folder.rule().mode() == Mode.CONTINUOUS || folder.rule().mode() == Mode.WATCH;
  }
}
