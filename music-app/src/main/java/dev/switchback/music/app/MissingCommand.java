package dev.switchback.music.app;

import dev.switchback.music.Track;
import dev.switchback.music.Tracks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Tracks whose files are gone. */
@Command(
    name = "missing",
    description = "Lists the tracks whose files are gone; says where one is, or forgets some.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class MissingCommand extends MusicCommand {

  /** How many were forgotten. */
  record Forgotten(int forgotten) {}

  MissingCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    TrackList list = TrackList.of(ask(music -> music.catalog().missing()));
    return print(list, () -> print(list));
  }

  @Command(name = "locate", description = "Says where the file of a track is now.")
  int locate(
      @Parameters(paramLabel = "ID", description = "The track.") long id,
      @Parameters(paramLabel = "FILE", description = "Its file. A track of that file joins it.")
          Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(ExitCode.NO_FOLDER, "there is no file " + file);
    }
    String path = file.toAbsolutePath().normalize().toString();
    TrackList.Item track =
        TrackList.Item.of(orFail(ask(music -> music.moves().locate(id, path)), "track " + id));
    return print(track, Text.title(track) + " is at " + track.path());
  }

  @Command(
      name = "forget",
      description = "Deletes missing tracks, with their history, from the library.")
  int forget(
      @Parameters(paramLabel = "ID", arity = "0..*", description = "Tracks.")
          @Nullable List<Long> ids,
      @Option(names = "--all", description = "All that are missing.") boolean all) {
    if (all == (ids != null && !ids.isEmpty())) {
      throw new ParameterException(spec.commandLine(), "say which: ids, or --all");
    }
    List<Track> missing = ask(music -> music.catalog().missing());
    List<Track> chosen = all ? missing : ids.stream().map(id -> find(missing, id)).toList();
    inTransaction(music -> forget(music.tracks(), chosen));
    return print(
        new Forgotten(chosen.size()), Text.count(chosen.size(), "track", "tracks") + " forgotten");
  }

  /** By id: another track may have the same path, and its file. */
  private static CompletableFuture<Boolean> forget(Tracks tracks, List<Track> chosen) {
    CompletableFuture<Boolean> done = CompletableFuture.completedFuture(true);
    for (Track track : chosen) {
      done = done.thenCompose(before -> tracks.delete(track.id()));
    }
    return done;
  }

  private Track find(List<Track> missing, long id) {
    return orFail(
        missing.stream().filter(track -> track.id() == id).findFirst(), "missing track " + id);
  }

  private void print(TrackList list) {
    TextTable table = new TextTable(">id", "title", "artist", "was at");
    for (TrackList.Item track : list.tracks()) {
      table.row(
          String.valueOf(track.id()),
          Text.oneLine(track.title()),
          Text.oneLine(track.artist()),
          track.path());
    }
    table.print(out());
    out().println(Text.count(list.tracks().size(), "track is", "tracks are") + " missing");
  }
}
