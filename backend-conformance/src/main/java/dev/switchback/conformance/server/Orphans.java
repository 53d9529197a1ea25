package dev.switchback.conformance.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stops a server whose JVM died without running its shutdown hooks, and removes its files.
 *
 * <p>A shell waits for the end of its input. The other end of that pipe is held by this JVM alone,
 * so it closes when the JVM is gone, however it went. The server is found by the process id in a
 * file of its own folder, which is not there any more when it has stopped in good order.
 */
final class Orphans {

  private static final String SCRIPT =
      """
      cat > /dev/null
      pid=$(head -n 1 "$1/$2" 2> /dev/null)
      if [ -n "$pid" ]; then
        kill -"$3" "$pid"
        for i in 1 2 3 4 5 6 7 8 9 10; do
          kill -0 "$pid" 2> /dev/null || break
          sleep 1
        done
      fi
      rm -rf "$1"
      """;

  private Orphans() {}

  /** Guards a folder: the first line of its file {@code pid} is a process to be signalled. */
  static void guard(Path folder, String pid, String signal) throws IOException {
    if (!Files.isExecutable(Path.of("/bin/sh"))) {
      return; // elsewhere the shutdown hook must do
    }
    // a session signal such as Ctrl-C reaches the whole group: the guard must outlive it
    new ProcessBuilder(
            "/bin/sh",
            "-c",
            "trap '' INT HUP TERM\n" + SCRIPT,
            "guard",
            folder.toString(),
            pid,
            signal)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** Guards the data folder of a PostgreSQL server. */
  static void guard(Path data) throws IOException {
    guard(data, "postmaster.pid", "INT");
  }
}
