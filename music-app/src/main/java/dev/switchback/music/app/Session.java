package dev.switchback.music.app;

import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds a run of the program. Tests make their own.
 *
 * @param environment the environment's variables
 * @param os the operating system's name
 * @param home the user's folder
 * @param terminal whether a person looks at the error stream
 * @param interruption whether the user wants the program to end
 */
record Session(
    Map<String, String> environment,
    String os,
    Path home,
    boolean terminal,
    Interruption interruption) {

  static Session ofProcess(Interruption interruption) {
    return new Session(
        System.getenv(),
        System.getProperty("os.name"),
        Path.of(System.getProperty("user.home")),
        Boolean.getBoolean("music.terminal"), // the start script knows; Java 17 does not
        interruption);
  }
}
