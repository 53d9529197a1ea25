package dev.switchback.music.app;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what was played or added lately. */
@Command(
    name = "recent",
    description = "Lists the tracks that were played lately, or added.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RecentCommand extends MusicCommand {

  @Option(names = "--added", description = "Those that were added, not played.")
  private boolean added;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "In the last so many days; default ${DEFAULT-VALUE}.")
  private int days = 14;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private int limit = 100;

  RecentCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Duration age = Duration.ofDays(days);
    TrackList list =
        TrackList.of(
            ask(
                music ->
                    added
                        ? music.lists().recentlyAdded(age, limit)
                        : music.lists().recentlyPlayed(age, limit)));
    return print(list, () -> print(list));
  }

  private void print(TrackList list) {
    TextTable table = new TextTable(added ? "added" : "played", ">id", "title", "artist");
    for (TrackList.Item track : list.tracks()) {
      table.row(
          Text.oneLine(added ? track.added() : track.lastPlayed()),
          String.valueOf(track.id()),
          Text.oneLine(track.title()),
          Text.oneLine(track.artist()));
    }
    table.print(out());
  }
}
