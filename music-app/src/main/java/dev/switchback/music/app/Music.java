package dev.switchback.music.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "music",
    description = "A music library on any database: the reference application of Switchback.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:done",
      "  1:demo: a result was wrong; doctor: something is wrong with the library",
      "  2:the command line makes no sense",
      "  3:a folder or file is not there",
      "  4:the database cannot be reached",
      "  5:user or password are refused",
      "  6:the file is no database, or damaged",
      "  7:no permission, or read-only",
      "  8:no backend for the URL",
      "  9:there is no library in the database",
      " 10:demo: there is a library in the database",
      " 11:another error of the database",
      " 12:scan: another scan is running",
      " 13:there is no such track, playlist, position or folder",
      " 14:there is one already",
      " 70:an error in this program",
      "130:interrupted"
    })
public final class Music implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private Music() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    Interruption interruption = new Interruption();
    interruption.installHook();
    // A terminal that is not set to UTF-8 is rarer than a Java that does not know that it is.
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(Session.ofProcess(interruption), out, err, args);
    interruption.ended();
    System.exit(exitCode);
  }

  static int run(Session session, PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new Music())
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new ScanCommand(session))
            .addSubcommand(new StatsCommand(session))
            .addSubcommand(new SearchCommand(session))
            .addSubcommand(new ListCommand(session))
            .addSubcommand(new TopCommand(session))
            .addSubcommand(new RecentCommand(session))
            .addSubcommand(new PlayCommand(session))
            .addSubcommand(new QueueCommand(session))
            .addSubcommand(new PlaylistCommand(session))
            .addSubcommand(new FavoriteCommand(session))
            .addSubcommand(new LyricsCommand(session))
            .addSubcommand(new ScrobbleCommand(session))
            .addSubcommand(new SettingsCommand(session))
            .addSubcommand(new FoldersCommand(session))
            .addSubcommand(new MissingCommand(session))
            .addSubcommand(new DuplicatesCommand(session))
            .addSubcommand(new DoctorCommand(session))
            .addSubcommand(new MigrateCommand(session));
    command
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Music::usage)
        .setExecutionExceptionHandler(new Failures());
    int exitCode = command.execute(args);
    out.flush();
    err.flush();
    return exitCode;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do; 'music --help' lists it");
  }

  private static int usage(ParameterException failure, String[] args) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("music: " + Text.oneLine(failure.getMessage()));
    return ExitCode.USAGE;
  }
}
