package dev.switchback.music.app;

import dev.switchback.music.QueuedScrobble;
import dev.switchback.music.Scrobble;
import dev.switchback.music.ScrobbleRule;
import dev.switchback.music.TrackMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Plays that wait to be reported to a service. */
@Command(
    name = "scrobble",
    description = {
      "Lists the plays that wait to be reported to a service, the oldest first; queues one. This"
          + " program itself reports nothing."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class ScrobbleCommand extends MusicCommand {

  /** A play as it is printed. */
  record Item(
      long id,
      String artist,
      String track,
      @Nullable String album,
      String played,
      @Nullable String queued,
      int retries) {

    static Item of(QueuedScrobble queued) {
      return new Item(
          queued.id(),
          queued.scrobble().artist(),
          queued.scrobble().track(),
          queued.scrobble().album(),
          queued.scrobble().played().toString(),
          Objects.toString(queued.queued(), null),
          queued.retries());
    }
  }

  /** A queue as it is printed. */
  record Waiting(int total, List<Item> scrobbles) {}

  /** What was queued; not, if too little was heard. */
  record Queued(boolean queued, @Nullable Long id) {}

  /** How many were removed. */
  record Removed(int removed) {}

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private int limit = 100;

  ScrobbleCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Waiting waiting =
        new Waiting(
            ask(music -> music.scrobbles().size()),
            ask(music -> music.scrobbles().oldest(limit)).stream().map(Item::of).toList());
    return print(waiting, () -> print(waiting));
  }

  @Command(name = "add", description = "Queues a play of a track.")
  int add(
      @Parameters(paramLabel = "ID", description = "The track.") long id,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "When, as 2026-11-28T09:00:00Z; else now.")
          @Nullable Instant at,
      @Option(
              names = "--heard",
              paramLabel = "SECONDS",
              description = "Only if that is enough: 90 % of the track, or 240 s.")
          @Nullable Double heard) {
    TrackMetadata m = orFail(ask(music -> music.catalog().find(id)), "track " + id).metadata();
    if (m.artist() == null || m.title() == null) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, "track " + id + " has no artist or no title to report");
    }
    double duration = m.duration() == null ? 0 : m.duration();
    if (heard != null && !ScrobbleRule.DEFAULT.applies(duration, heard)) {
      return print(new Queued(false, null), "not queued: too little was heard");
    }
    Scrobble play =
        new Scrobble(m.artist(), m.title(), m.album(), Objects.requireNonNullElse(at, now()));
    long queued = ask(music -> music.scrobbles().add(play));
    return print(new Queued(true, queued), "queued as " + queued);
  }

  @Command(name = "failed", description = "Notes that reporting one was tried in vain.")
  int failed(@Parameters(paramLabel = "ID", description = "The queued play.") long id) {
    orFail(ask(music -> music.scrobbles().failed(id)), "queued play " + id);
    return call();
  }

  @Command(name = "remove", description = "Takes plays out of the queue.")
  int remove(@Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    return removed(ask(music -> music.scrobbles().remove(ids)));
  }

  @Command(name = "clean", description = "Takes out those that have waited too long.")
  int clean(
      @Option(names = "--days", paramLabel = "N", defaultValue = "7", description = "So long.")
          int days) {
    return removed(ask(music -> music.scrobbles().removeOlderThan(Duration.ofDays(days))));
  }

  private int removed(int count) {
    return print(new Removed(count), Text.number(count) + " removed");
  }

  private static Instant now() {
    return Instant.now();
  }

  private void print(Waiting waiting) {
    TextTable table = new TextTable(">id", "played", "track", "artist", ">retries");
    for (Item item : waiting.scrobbles()) {
      table.row(
          String.valueOf(item.id()),
          item.played(),
          item.track(),
          item.artist(),
          Text.number(item.retries()));
    }
    table.print(out());
    out().println(Text.number(waiting.scrobbles().size()) + " of " + Text.number(waiting.total()));
  }
}
