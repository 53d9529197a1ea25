package dev.switchback.music.app;

import dev.switchback.music.LoopMode;
import dev.switchback.music.Page;
import dev.switchback.music.Queue;
import dev.switchback.music.QueueItem;
import dev.switchback.music.QueueState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** What is played next. */
@Command(
    name = "queue",
    description = "Shows the play queue; changes it. Positions count from 0.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class QueueCommand extends MusicCommand {

  /** An item as it is printed; the track is null if the library does not have the file. */
  record Item(int position, String path, TrackList.@Nullable Item track) {
    static Item of(QueueItem item) {
      return new Item(
          item.position(),
          item.path(),
          item.track() == null ? null : TrackList.Item.of(item.track()));
    }
  }

  /** The queue as it is printed; current is -1 if nothing is. */
  record Shown(
      long total, int offset, int current, boolean shuffled, String loop, List<Item> items) {}

  /** What was added. */
  record Added(int added, int length) {}

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(names = "--offset", paramLabel = "N", description = "Pass over so many.")
  private int offset;

  QueueCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Page<QueueItem> page = ask(music -> music.queue().page(limit, offset));
    QueueState state = ask(music -> music.queue().state());
    Shown shown =
        new Shown(
            page.total(),
            offset,
            state.current(),
            state.shuffled(),
            state.loop().name().toLowerCase(Locale.ROOT),
            page.items().stream().map(Item::of).toList());
    return print(shown, () -> print(shown));
  }

  @Command(name = "add", description = "Adds tracks, at the end or at a position.")
  int add(
      @Parameters(paramLabel = "ID", arity = "1..*", description = "Tracks.") List<Long> ids,
      @Option(names = "--at", paramLabel = "POSITION") @Nullable Integer at) {
    for (long id : ids) {
      orFail(ask(music -> music.catalog().find(id)), "track " + id);
    }
    int added = ask(music -> at == null ? music.queue().add(ids) : music.queue().add(ids, at));
    return added(added);
  }

  @Command(name = "add-files", description = "Adds files, also such that the library lacks.")
  int addFiles(
      @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files,
      @Option(names = "--at", paramLabel = "POSITION") @Nullable Integer at) {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new CommandFailure(ExitCode.NO_FOLDER, "there is no file " + file);
      }
    }
    List<String> paths =
        files.stream().map(file -> file.toAbsolutePath().normalize().toString()).toList();
    ask(music -> at == null ? music.queue().addFiles(paths) : music.queue().addFiles(paths, at));
    return added(paths.size());
  }

  private int added(int added) {
    int length = ask(music -> music.queue().size());
    return print(
        new Added(added, length), Text.number(added) + " added, now " + Text.number(length));
  }

  @Command(name = "remove", description = "Takes out the item at a position.")
  int remove(@Parameters(paramLabel = "POSITION") int position) {
    return change(queue -> queue.remove(position));
  }

  @Command(name = "move", description = "Moves an item.")
  int move(@Parameters(paramLabel = "FROM") int from, @Parameters(paramLabel = "TO") int to) {
    return change(queue -> queue.move(from, to));
  }

  @Command(name = "clear", description = "Takes out everything.")
  int clear() {
    return change(Queue::clear);
  }

  @Command(name = "shuffle", description = "An order of chance; the current item comes first.")
  int shuffle() {
    return change(queue -> queue.shuffle(true).thenCompose(done -> queue.setShuffled(true)));
  }

  @Command(name = "current", description = "Says which item is played; -1 is none.")
  int current(@Parameters(paramLabel = "POSITION") int position) {
    return change(queue -> queue.setCurrent(position));
  }

  @Command(name = "loop", description = "Says what comes after the end.")
  int loop(@Parameters(paramLabel = "none|all|one") LoopMode mode) {
    return change(queue -> queue.setLoop(mode));
  }

  private int change(Function<Queue, CompletableFuture<?>> change) {
    ask(music -> change.apply(music.queue()).thenApply(done -> true));
    return call();
  }

  private void print(Shown queue) {
    TextTable table = new TextTable("", ">position", ">id", "title", "artist", ">time");
    for (Item item : queue.items()) {
      TrackList.Item track = item.track();
      table.row(
          item.position() == queue.current() ? ">" : "",
          String.valueOf(item.position()),
          track == null ? "" : String.valueOf(track.id()),
          Text.oneLine(track == null ? item.path() : track.title()),
          Text.oneLine(track == null ? "" : track.artist()),
          Text.playTime(track == null ? null : track.duration()));
    }
    table.print(out());
    out()
        .println(
            Text.number(queue.items().size())
                + " of "
                + Text.number(queue.total())
                + (queue.shuffled() ? ", shuffled" : "")
                + (queue.loop().equals("none") ? "" : ", loop " + queue.loop()));
  }
}
