package dev.switchback.music.app;

import dev.switchback.music.CachedLyrics;
import dev.switchback.music.LyricsStats;
import dev.switchback.music.TrackMetadata;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The cache of lyrics. */
@Command(
    name = "lyrics",
    description = "Says how many lyrics are known; shows and stores those of a track.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class LyricsCommand extends MusicCommand {

  /** Lyrics as they are printed; no text means that there are none to be found. */
  record Item(
      String artist,
      String title,
      @Nullable String album,
      @Nullable String text,
      @Nullable String source,
      @Nullable String fetched) {

    static Item of(CachedLyrics lyrics) {
      return new Item(
          lyrics.artist(),
          lyrics.title(),
          lyrics.album(),
          lyrics.text(),
          lyrics.source(),
          Objects.toString(lyrics.fetched(), null));
    }
  }

  /** What the cache holds. */
  record Stats(int found, int notFound) {}

  private record Key(String artist, String title, @Nullable String album) {}

  LyricsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    LyricsStats stats = ask(music -> music.lyrics().stats());
    return print(
        new Stats(stats.found(), stats.notFound()),
        Text.number(stats.found())
            + " lyrics; of "
            + Text.count(stats.notFound(), "track", "tracks")
            + " it is known that there are none");
  }

  @Command(name = "show", description = "Prints the lyrics of a track.")
  int show(@Parameters(paramLabel = "ID", description = "The track.") long id) {
    Key key = key(id);
    Item lyrics =
        Item.of(
            orFail(
                ask(music -> music.lyrics().find(key.artist(), key.title())),
                "text of " + key.title() + " by " + key.artist() + " here; nobody has looked"));
    return print(
        lyrics,
        () -> out().println(lyrics.text() == null ? "There are none to be found." : lyrics.text()));
  }

  @Command(name = "set", description = "Stores the lyrics of a track, from a file in UTF-8.")
  int set(
      @Parameters(paramLabel = "ID", description = "The track.") long id,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--source", paramLabel = "URL", description = "Where they are from.")
          @Nullable String source)
      throws IOException {
    Key key = key(id);
    String text = read(file);
    ask(
        music ->
            music
                .lyrics()
                .found(key.artist(), key.title(), key.album(), text, source)
                .thenApply(done -> true));
    return show(id);
  }

  @Command(name = "none", description = "Notes that there are none to be found.")
  int none(@Parameters(paramLabel = "ID", description = "The track.") long id) {
    Key key = key(id);
    ask(
        music ->
            music.lyrics().notFound(key.artist(), key.title(), key.album()).thenApply(x -> true));
    return show(id);
  }

  @Command(name = "clear", description = "Forgets all lyrics.")
  int clear() {
    ask(music -> music.lyrics().clear());
    return call();
  }

  private Key key(long id) {
    TrackMetadata m = orFail(ask(music -> music.catalog().find(id)), "track " + id).metadata();
    if (m.artist() == null || m.title() == null) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "track " + id + " has no artist or no title; lyrics are kept by those");
    }
    return new Key(m.artist(), m.title(), m.album());
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.NO_FOLDER, "there is no file " + file);
    } catch (MalformedInputException e) {
      throw new CommandFailure(ExitCode.USAGE, file + " is not text in UTF-8");
    }
  }
}
