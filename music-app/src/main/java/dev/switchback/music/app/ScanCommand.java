package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.app.scan.FileMetadata;
import dev.switchback.music.app.scan.Problem;
import dev.switchback.music.app.scan.Scan;
import dev.switchback.music.app.scan.ScanProgress;
import dev.switchback.music.app.scan.ScanReport;
import dev.switchback.music.app.scan.WatchedScan;
import dev.switchback.music.schema.MusicSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the library in line with folders. */
@Command(
    name = "scan",
    description = {
      "Brings the library in line with folders: reads what is new or changed, and marks what is"
          + " gone as missing. Tracks elsewhere are not touched. A second run writes nothing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScanCommand extends MusicCommand {

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..*",
      description = "Folders or audio files; without: those of 'music folders'.")
  private List<Path> folders = List.of();

  @Option(
      names = "--watch",
      description = {
        "Go on: scan what changes, a second after it has, until Ctrl-C. All is scanned again every"
            + " 10 minutes, because not every file system tells of changes."
      })
  private boolean watch;

  ScanCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    folders.forEach(ScanCommand::checkReadable);
    try (Database db =
        folders.isEmpty() ? database.openExisting(session) : database.openOrCreate(session)) {
      db.schema().migrate(MusicSchema.MIGRATIONS).join();
      ScanRoots roots = ScanRoots.of(new MusicLibrary(db), folders);
      roots.all().forEach(ScanCommand::checkReadable);
      ScanProgress progress =
          session.terminal() && !output.json ? new ProgressBar(err()) : ScanProgress.NONE;
      Scan scan = new Scan(db, new FileMetadata(), progress, session.interruption()::isRequested);
      if (watch) {
        watch(scan, roots);
        return ExitCode.INTERRUPTED;
      }
      scan(scan, roots, roots.all());
    }
    return ExitCode.OK;
  }

  private void scan(Scan scan, ScanRoots roots, List<Path> paths) throws IOException {
    print(scan.run(paths));
    roots.scanned(paths);
  }

  private void watch(Scan scan, ScanRoots roots) throws IOException, InterruptedException {
    if (!roots.once().isEmpty()) {
      scan(scan, roots, roots.once());
    }
    new WatchedScan(
            scan,
            roots.watched(),
            roots.pace(),
            new WatchOutput(roots, this::print, err()),
            session.interruption()::isRequested)
        .run();
  }

  /** A folder that is not there would make all its tracks missing: more likely it is a mistake. */
  private static void checkReadable(Path folder) {
    if (Files.notExists(folder)) {
      throw new CommandFailure(ExitCode.NO_FOLDER, "there is no folder " + folder);
    }
    if (!Files.isReadable(folder)) {
      throw new CommandFailure(ExitCode.PERMISSION, "no permission to read " + folder);
    }
  }

  private void print(ScanReport report) {
    if (output.json) {
      Json.print(out(), report);
      return;
    }
    for (Problem problem : report.problems()) {
      err().println("music: " + Text.oneLine(problem.path() + ": " + problem.message()));
    }
    out()
        .println(
            Text.number(report.added())
                + " added, "
                + Text.number(report.moved())
                + " moved, "
                + Text.number(report.modified())
                + " changed, "
                + Text.number(report.unchanged())
                + " unchanged, "
                + Text.number(report.missing())
                + " missing, "
                + Text.number(report.returned())
                + " back, "
                + Text.number(report.problems().size())
                + " with problems");
    out().flush();
  }
}
