package dev.switchback.music.app;

import dev.switchback.music.Track;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Tracks that are the same file, or seem so. */
@Command(
    name = "duplicates",
    description = {
      "Lists tracks of the same content, the one to keep first; makes one of two. Content is"
          + " compared by the beginning and the end of the files."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class DuplicatesCommand extends MusicCommand {

  /** Tracks that are the same. */
  record Group(List<TrackList.Item> tracks) {}

  /** What was done. */
  record Merged(long kept, long deleted, int playCount) {}

  @Option(
      names = "--inode",
      description = "Tracks of the same file under several names (hard links), instead.")
  private boolean inode;

  DuplicatesCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<List<Track>> found =
        ask(music -> inode ? music.duplicates().byInode() : music.duplicates().byContentHash());
    List<Group> groups =
        found.stream()
            .map(group -> new Group(group.stream().map(TrackList.Item::of).toList()))
            .toList();
    return print(groups, () -> print(groups));
  }

  @Command(
      name = "merge",
      description = {
        "Makes one track of two: plays are added up, favorite and places in playlists and queue go"
            + " to the one that is kept. No file is deleted."
      })
  int merge(
      @Parameters(paramLabel = "KEEP", description = "The track that stays.") long keep,
      @Parameters(paramLabel = "DELETE", description = "The track that goes.") long delete) {
    if (!ask(music -> music.duplicates().merge(keep, delete))) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no track " + delete);
    }
    Track kept = orFail(ask(music -> music.catalog().find(keep)), "track " + keep);
    return print(
        new Merged(keep, delete, kept.playCount()),
        Text.title(TrackList.Item.of(kept))
            + ", played "
            + Text.count(kept.playCount(), "time", "times"));
  }

  private void print(List<Group> groups) {
    TextTable table = new TextTable("", ">id", "title", "artist", ">plays", "file");
    for (Group group : groups) {
      for (TrackList.Item track : group.tracks()) {
        table.row(
            track == group.tracks().get(0) ? "keep" : "",
            String.valueOf(track.id()),
            Text.oneLine(track.title()),
            Text.oneLine(track.artist()),
            Text.number(track.playCount()),
            track.path() + (track.missing() ? " (missing)" : ""));
      }
    }
    table.print(out());
    out().println(Text.count(groups.size(), "group", "groups"));
  }
}
