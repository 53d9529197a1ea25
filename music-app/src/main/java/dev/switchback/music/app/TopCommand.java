package dev.switchback.music.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what is played most. */
@Command(
    name = "top",
    description = "Lists the tracks that were played most.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TopCommand extends MusicCommand {

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private int limit = 25;

  TopCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    TrackList list = TrackList.of(ask(music -> music.lists().mostPlayed(limit)));
    return print(list, () -> print(list));
  }

  private void print(TrackList list) {
    TextTable table = new TextTable(">plays", ">id", "title", "artist", "last played");
    for (TrackList.Item track : list.tracks()) {
      table.row(
          Text.number(track.playCount()),
          String.valueOf(track.id()),
          Text.oneLine(track.title()),
          Text.oneLine(track.artist()),
          Text.oneLine(track.lastPlayed()));
    }
    table.print(out());
  }
}
