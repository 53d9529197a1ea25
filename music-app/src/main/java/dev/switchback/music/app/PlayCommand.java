package dev.switchback.music.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Counts a play. */
@Command(
    name = "play",
    description = "Notes that a track was played now. This program itself makes no sound.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlayCommand extends MusicCommand {

  @Parameters(paramLabel = "ID", description = "The track.")
  private long id;

  PlayCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    TrackList.Item track =
        TrackList.Item.of(orFail(ask(music -> music.tracks().played(id)), "track " + id));
    return print(
        track, Text.title(track) + ", played " + Text.count(track.playCount(), "time", "times"));
  }
}
