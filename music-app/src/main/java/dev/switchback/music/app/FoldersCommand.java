package dev.switchback.music.app;

import dev.switchback.music.WatchedFolder;
import dev.switchback.music.WatchedFolder.Mode;
import dev.switchback.music.WatchedFolder.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The folders that {@code scan} takes when it is not told which. */
@Command(
    name = "folders",
    description = "Lists the folders that 'scan' takes by itself; adds, changes, removes one.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class FoldersCommand extends MusicCommand {

  /** A folder as it is printed. */
  record Item(
      long id,
      String path,
      String mode,
      int everyMinutes,
      boolean enabled,
      @Nullable String lastScanned,
      String created,
      String updated) {

    static Item of(WatchedFolder folder) {
      return new Item(
          folder.id(),
          folder.path(),
          folder.rule().mode().name().toLowerCase(Locale.ROOT),
          folder.rule().cadenceMinutes(),
          folder.rule().enabled(),
          Objects.toString(folder.lastScanned(), null),
          folder.created().toString(),
          folder.updated().toString());
    }
  }

  /** What can be said of a folder. */
  static final class RuleOptions {

    @Option(
        names = "--mode",
        paramLabel = "startup|continuous|manual",
        description = "When 'scan --watch' scans it: at the start, on changes, or never.")
    @Nullable Mode mode;

    @Option(
        names = "--every",
        paramLabel = "MINUTES",
        description = "How often at least, while it is watched; 1 to 1440.")
    @Nullable Integer minutes;

    @Option(
        names = "--enabled",
        arity = "1",
        paramLabel = "true|false",
        description = "Whether it is scanned at all.")
    @Nullable Boolean enabled;

    Rule apply(Rule rule) {
      Rule changed = mode == null ? rule : rule.withMode(mode);
      changed = minutes == null ? changed : changed.every(minutes);
      return enabled == null ? changed : changed.enabled(enabled);
    }
  }

  FoldersCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<Item> folders = ask(music -> music.watchedFolders().all()).stream().map(Item::of).toList();
    return print(folders, () -> print(folders));
  }

  @Command(name = "add", description = "Adds a folder; by default on changes, every 10 minutes.")
  int add(
      @Parameters(paramLabel = "FOLDER") Path folder,
      @ArgGroup(exclusive = false) @Nullable RuleOptions rule) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(ExitCode.NO_FOLDER, "there is no folder " + folder);
    }
    Rule chosen = rule == null ? Rule.DEFAULT : rule.apply(Rule.DEFAULT);
    ask(music -> music.watchedFolders().add(path(folder), chosen));
    return call();
  }

  @Command(name = "change", description = "Changes when a folder is scanned.")
  int change(
      @Parameters(paramLabel = "FOLDER") Path folder,
      @ArgGroup(exclusive = false, multiplicity = "1") RuleOptions rule) {
    long id = find(folder).id();
    ask(music -> music.watchedFolders().change(id, rule::apply));
    return call();
  }

  @Command(name = "remove", description = "Removes a folder from this list; its tracks stay.")
  int remove(@Parameters(paramLabel = "FOLDER") Path folder) {
    long id = find(folder).id();
    ask(music -> music.watchedFolders().remove(id));
    return call();
  }

  private WatchedFolder find(Path folder) {
    return orFail(
        ask(music -> music.watchedFolders().findByPath(path(folder))),
        "folder " + folder + " in the list");
  }

  private static String path(Path folder) {
    return folder.toAbsolutePath().normalize().toString();
  }

  private void print(List<Item> folders) {
    TextTable table = new TextTable("folder", "mode", ">every", "enabled", "last scanned");
    for (Item folder : folders) {
      table.row(
          folder.path(),
          folder.mode(),
          folder.everyMinutes() + " min",
          folder.enabled() ? "yes" : "no",
          Text.oneLine(folder.lastScanned()));
    }
    table.print(out());
  }
}
