package dev.switchback.music.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
}
