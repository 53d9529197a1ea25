package dev.switchback.music.app;

import picocli.CommandLine.Option;

/** How to answer. */
final class OutputOptions {

  @Option(names = "--json", description = "Answer in JSON.")
  boolean json;

  @Option(names = "--debug", description = "With the stack trace of what goes wrong.")
  boolean debug;
}
