package dev.switchback.music.app;

import dev.switchback.music.Catalog;
import dev.switchback.music.LibraryQuery;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists tracks. */
@Command(
    name = "list",
    description = "Lists tracks.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
class ListCommand extends MusicCommand {

  @Mixin final PageOptions page = new PageOptions();

  ListCommand(Session session) {
    super(session);
  }

  LibraryQuery query() {
    return page.query();
  }

  @Override
  public final Integer call() {
    LibraryQuery query = query();
    TrackList list = ask(music -> list(music.catalog(), query));
    return print(list, () -> list.print(out()));
  }

  private CompletableFuture<TrackList> list(Catalog catalog, LibraryQuery query) {
    if (page.from != null) {
      return catalog.from(query, page.from).thenApply(TrackList::part);
    }
    if (page.after != null) {
      return catalog
          .find(page.after)
          .thenApply(found -> orFail(found, "track " + page.after))
          .thenCompose(last -> catalog.after(query, last))
          .thenApply(TrackList::part);
    }
    return catalog.page(query).thenApply(found -> TrackList.of(found, page.offset()));
  }
}
