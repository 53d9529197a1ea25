package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.music.LibraryStats;
import dev.switchback.music.MusicLibrary;
import picocli.CommandLine.Command;

/** Sums up the library. */
@Command(
    name = "stats",
    description = "Sums up the library.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StatsCommand extends MusicCommand {

  StatsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (Database db = database.openExisting(session)) {
      LibraryStats stats = new MusicLibrary(db).catalog().stats().join();
      if (output.json) {
        Json.print(out(), stats);
      } else {
        TextTable table = new TextTable(">", "");
        table.row(Text.number(stats.tracks()), "tracks");
        table.row(Text.number(stats.artists()), "artists");
        table.row(Text.number(stats.albums()), "album names");
        table.row(Text.duration(stats.seconds()), "of music");
        table.row(Text.bytes(stats.bytes()), "of files");
        table.print(out());
      }
    }
    return ExitCode.OK;
  }
}
