package dev.switchback.music.app;

import dev.switchback.music.LibraryQuery;
import dev.switchback.music.SortKey;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which tracks, in which order, and which part of them. */
final class PageOptions {

  /** The direction, in words that people type. */
  enum Order {
    ASC,
    DESC
  }

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--artist", paramLabel = "NAME", description = "Only this artist.")
  private @Nullable String artist;

  @Option(names = "--album", paramLabel = "NAME", description = "Only albums of this name.")
  private @Nullable String album;

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private SortKey sort = SortKey.ADDED;

  @Option(names = "--order", paramLabel = "ORDER", description = "ASC or DESC.")
  private @Nullable Order order;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private long limit = 50;

  @Option(names = "--offset", paramLabel = "N", description = "Pass over so many.")
  private long offset;

  @Option(
      names = "--from",
      paramLabel = "TEXT",
      description = "With a text as the key: begin where it begins with this.")
  @Nullable String from;

  @Option(
      names = "--after",
      paramLabel = "ID",
      description = "Begin behind this track; however far behind, it takes no longer.")
  @Nullable Long after;

  long offset() {
    return offset;
  }

  /** Without a direction texts go up, and times and counts go down. */
  LibraryQuery query() {
    if (limit < 0 || offset < 0) {
      throw new ParameterException(spec.commandLine(), "--limit and --offset cannot be negative");
    }
    boolean text = sort == SortKey.TITLE || sort == SortKey.ARTIST || sort == SortKey.ALBUM;
    boolean up = order == null ? text : order == Order.ASC;
    LibraryQuery query =
        LibraryQuery.all().sortedBy(sort, up ? SortOrder.ASC : SortOrder.DESC).slice(limit, offset);
    query = artist == null ? query : query.artist(artist);
    return album == null ? query : query.album(album);
  }
}
