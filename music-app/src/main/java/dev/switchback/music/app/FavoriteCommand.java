package dev.switchback.music.app;

import dev.switchback.music.Favorite;
import dev.switchback.music.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The tracks that the user likes. */
@Command(
    name = "favorite",
    description = "Lists the favorites, the first one first; adds and removes some.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class FavoriteCommand extends MusicCommand {

  /** A favorite as it is printed. */
  record Item(@Nullable String since, TrackList.Item track) {
    static Item of(Favorite favorite) {
      return new Item(
          Objects.toString(favorite.since(), null), TrackList.Item.of(favorite.track()));
    }
  }

  /** A list as it is printed. */
  record Favorites(long total, int offset, List<Item> favorites) {}

  /** What was done. */
  record Changed(List<Long> changed, List<Long> unchanged) {}

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(names = "--offset", paramLabel = "N", description = "Pass over so many.")
  private int offset;

  FavoriteCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Page<Favorite> page = ask(music -> music.favorites().page(limit, offset));
    Favorites list =
        new Favorites(page.total(), offset, page.items().stream().map(Item::of).toList());
    return print(list, () -> print(list));
  }

  @Command(name = "add", description = "Makes tracks favorites.")
  int add(@Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    Changed changed = change(ids, true);
    return print(
        changed,
        Text.count(changed.changed().size(), "new favorite", "new favorites")
            + ", "
            + Text.number(changed.unchanged().size())
            + " already there");
  }

  @Command(name = "remove", description = "Makes them favorites no more.")
  int remove(@Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    Changed changed = change(ids, false);
    return print(
        changed,
        Text.number(changed.changed().size())
            + " removed, "
            + Text.number(changed.unchanged().size())
            + " were none");
  }

  private Changed change(List<Long> ids, boolean add) {
    List<Long> changed = new ArrayList<>();
    List<Long> unchanged = new ArrayList<>();
    inTransaction(
        music -> {
          CompletableFuture<?> all = CompletableFuture.completedFuture(null);
          for (long id : ids) {
            all =
                all.thenCompose(
                        before -> add ? music.favorites().add(id) : music.favorites().remove(id))
                    .thenAccept(done -> (done ? changed : unchanged).add(id));
          }
          return all.thenApply(done -> true);
        });
    return new Changed(changed, unchanged);
  }

  private void print(Favorites list) {
    TextTable table = new TextTable("since", ">id", "title", "artist");
    for (Item item : list.favorites()) {
      table.row(
          Text.oneLine(item.since()),
          String.valueOf(item.track().id()),
          Text.oneLine(item.track().title()),
          Text.oneLine(item.track().artist()));
    }
    table.print(out());
    out().println(Text.number(list.favorites().size()) + " of " + Text.number(list.total()));
  }
}
