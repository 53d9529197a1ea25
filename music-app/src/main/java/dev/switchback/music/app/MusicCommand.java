package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands have in common. Fields with options are set by picocli. */
abstract class MusicCommand implements Callable<Integer> {

  final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin final DatabaseOptions database = new DatabaseOptions();

  @Mixin final OutputOptions output = new OutputOptions();

  MusicCommand(Session session) {
    this.session = session;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Asks a library that exists. */
  final <T> T ask(Function<MusicLibrary, CompletableFuture<T>> question) {
    try (Database db = database.openExisting(session)) {
      return question.apply(new MusicLibrary(db)).join();
    }
  }

  /** Changes a library that exists: all or nothing. */
  final <T> T inTransaction(Function<MusicLibrary, CompletableFuture<T>> change) {
    try (Database db = database.openExisting(session)) {
      return db.transaction(tx -> change.apply(new MusicLibrary(tx))).join();
    }
  }

  /** Prints a record, or the same for people. */
  final int print(Object answer, Runnable text) {
    if (output.json) {
      Json.print(out(), answer);
    } else {
      text.run();
    }
    return ExitCode.OK;
  }

  /** Prints a record, or one line for people. */
  final int print(Object answer, String line) {
    return print(answer, () -> out().println(Text.oneLine(line)));
  }

  /** What the library does not have is an error that names it. */
  final <T> T orFail(Optional<T> found, String what) {
    return found.orElseThrow(() -> new CommandFailure(ExitCode.NOT_FOUND, "there is no " + what));
  }
}
