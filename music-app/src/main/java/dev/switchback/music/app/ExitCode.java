package dev.switchback.music.app;

/** How the program ends, for scripts. */
final class ExitCode {

  static final int OK = 0;
  static final int WRONG_RESULT = 1;
  static final int USAGE = 2;
  static final int NO_FOLDER = 3;
  static final int UNREACHABLE = 4;
  static final int AUTHENTICATION = 5;
  static final int NO_DATABASE = 6;
  static final int PERMISSION = 7;
  static final int UNKNOWN_URL = 8;
  static final int NO_LIBRARY = 9;
  static final int NOT_EMPTY = 10;
  static final int DATABASE = 11;
  static final int SCAN_BUSY = 12;
  static final int NOT_FOUND = 13;
  static final int ALREADY_THERE = 14;
  static final int INTERNAL = 70;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
