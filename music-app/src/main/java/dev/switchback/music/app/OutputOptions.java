package dev.switchback.music.app;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How to answer. */
final class OutputOptions {

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer in JSON.")
  boolean json;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "With the stack trace of what goes wrong.")
  boolean debug;
}
