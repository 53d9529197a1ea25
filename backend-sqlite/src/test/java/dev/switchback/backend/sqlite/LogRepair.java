package dev.switchback.backend.sqlite;

import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Parent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/**
 * A program that a file looks to as if it were repairing the index of its log after a crash, for as
 * long as it is wanted: SQLite itself does it in a moment.
 */
final class LogRepair {

  /** Where SQLite's locks for writing, for checkpoints and for repairs are; one byte each. */
  private static final long LOCKS = 120;

  private static final int LOCK_COUNT = 3;

  /** The two copies of the index's header. They differ: so a crash left them. */
  private static final int HEADER = 48;

  private LogRepair() {}

  /** Starts one that has begun; it ends when it is told something. */
  static ChildJvm start(Path database) {
    ChildJvm child = ChildJvm.start(LogRepair.class);
    child.say(database + "-shm");
    child.expect("begun");
    return child;
  }

  public static void main(String[] none) throws IOException {
    try (RandomAccessFile index = new RandomAccessFile(Parent.hear(), "rw");
        FileLock lock = index.getChannel().lock(LOCKS, LOCK_COUNT, false)) {
      index.write(new byte[HEADER]);
      Parent.say("begun");
      Parent.hear();
    }
    Parent.say("ended");
    Parent.hear();
  }
}
