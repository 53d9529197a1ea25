package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.music.Catalog;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.app.demo.Demo;
import dev.switchback.music.app.demo.DemoReport;
import dev.switchback.music.app.demo.DemoStep;
import dev.switchback.music.app.demo.WriteCount;
import dev.switchback.music.app.scan.ScanProgress;
import dev.switchback.music.schema.LibraryTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Shows what the library does, on made-up tracks. */
@Command(
    name = "demo",
    description = {
      "Runs imports, scans, searches and concurrent callers on made-up tracks, and checks every"
          + " result. Without --database on a file that is deleted afterwards."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DemoCommand extends MusicCommand {

  /** What is printed in the end. */
  record Answer(
      String database, int tracks, List<DemoStep> steps, List<String> wrong, boolean correct) {}

  @Option(
      names = "--tracks",
      paramLabel = "N",
      description = "How many tracks; default ${DEFAULT-VALUE}.")
  private int tracks = 41_000;

  DemoCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    if (tracks < 1 || tracks > 10_000_000) {
      throw new ParameterException(spec.commandLine(), "--tracks is from 1 to 10,000,000");
    }
    Optional<String> given = database.given(session);
    if (given.isPresent()) {
      return run(given.get());
    }
    try (TemporaryDatabase temporary = TemporaryDatabase.create()) {
      return run(temporary.url());
    }
  }

  private int run(String url) {
    WriteCount writes = new WriteCount();
    try (Database db = DatabaseOptions.open(url, writes)) {
      refuseIfUsed(db);
      String product = db.backend().product() + " " + db.backend().productVersion();
      if (!output.json) {
        out().println(Text.number(tracks) + " tracks on " + product);
        out().printf("%n%-30s %10s %10s %14s%n", "step", "rows", "time", "a second");
      }
      ScanProgress progress =
          session.terminal() && !output.json ? new ProgressBar(err()) : ScanProgress.NONE;
      Demo demo =
          new Demo(db, writes, tracks, progress, session.interruption()::isRequested, this::print);
      return answer(product, demo.run());
    }
  }

  /** The demonstration counts on an empty library, and would spoil another. */
  private static void refuseIfUsed(Database db) {
    boolean exists = db.schema().table(LibraryTable.LIBRARY.getName()).join().isPresent();
    Catalog catalog = new MusicLibrary(db).catalog();
    if (exists && !catalog.isEmpty().join()) {
      throw new CommandFailure(
          ExitCode.NOT_EMPTY, "this database has a library already; the demo needs an empty one");
    }
  }

  private int answer(String product, DemoReport report) {
    boolean correct = report.wrong().isEmpty();
    if (output.json) {
      Json.print(out(), new Answer(product, tracks, report.steps(), report.wrong(), correct));
    } else if (correct) {
      out().printf("%nEvery result is what it must be.%n");
    }
    report.wrong().forEach(wrong -> err().println("music: wrong: " + Text.oneLine(wrong)));
    return correct ? ExitCode.OK : ExitCode.WRONG_RESULT;
  }

  private void print(DemoStep step) {
    if (!output.json) {
      out()
          .printf(
              Locale.ROOT,
              "%-30s %,10d %10s %,14.0f%n",
              step.name(),
              step.rows(),
              Text.duration(step.seconds()),
              step.rate());
      out().flush();
    }
  }
}
