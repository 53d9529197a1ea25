package dev.switchback.music.app;

import dev.switchback.music.LibraryQuery;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the tracks that contain a text. */
@Command(
    name = "search",
    description = "Lists the tracks whose title, artist or album contain a text.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SearchCommand extends ListCommand {

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "The text, as it stands.")
  private List<String> words = List.of();

  SearchCommand(Session session) {
    super(session);
  }

  @Override
  LibraryQuery query() {
    return super.query().search(String.join(" ", words));
  }
}
