package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
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
    try (Database db = database.openExisting(session)) {
      TrackList list =
          TrackList.of(new MusicLibrary(db).catalog().page(query).join(), page.offset());
      if (output.json) {
        Json.print(out(), list);
      } else {
        list.print(out());
      }
    }
    return ExitCode.OK;
  }
}
