package dev.switchback.conformance.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program in a JVM of its own, with the class path of the test. Test and program tell each other
 * lines of text; {@link Parent} is the program's side. Every wait is bounded.
 *
 * <p>Used by one thread.
 */
public final class ChildJvm implements AutoCloseable {

  /** Marks what the program says; whatever else it writes is shown when something goes wrong. */
  static final String SAID = "@ ";

  private static final long LIMIT_SECONDS = 30;

  /** What ends the queue of lines; compared by identity. */
  private static final String END = new String("end");

  private final Process process;

  /** Who is killed does not tidy up. */
  private final Path temporary;

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<String> output = new CopyOnWriteArrayList<>();

  private ChildJvm(Process process, Path temporary) {
    this.process = process;
    this.temporary = temporary;
    Thread reader = new Thread(this::read, "child-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a program; it runs while the caller goes on. */
  public static ChildJvm start(Class<?> program) {
    return start(program, List.of());
  }

  /** Starts a program whose classes are in the archive. */
  public static ChildJvm start(Class<?> program, ClassArchive archive) {
    return start(program, archive.use());
  }

  /** Starts a program in a JVM with options, which come after those that are usual here. */
  public static ChildJvm start(Class<?> program, List<String> options) {
    try {
      Path temporary = Files.createTempDirectory("switchback-child-");
      List<String> command = new ArrayList<>(JavaCommand.with(JavaCommand.CLASS_PATH, options));
      command.add("-Djava.io.tmpdir=" + temporary);
      command.add(program.getName());
      return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start(), temporary);
    } catch (IOException e) {
      throw new AssertionError("No process for " + program.getName(), e);
    }
  }

  /** Tells the program a line. */
  public void say(String line) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((line + '\n').getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new AssertionError("The program has ended; " + this, e);
    }
  }

  /** The next line that the program says. */
  public String hear() {
    String line = next();
    if (line == END) {
      throw new AssertionError("The program has ended; " + this);
    }
    return line;
  }

  /** Waits for that line, which must be the next one that the program says. */
  public void expect(String line) {
    String next = hear();
    if (!next.equals(line)) {
      throw new AssertionError("Expected “" + line + "”, not “" + next + "”; " + this);
    }
  }

  /**
   * Ends the process at once, as SIGKILL does, and waits until it is gone.
   *
   * @return what it had said and nobody had heard; a line that it had not finished is none
   */
  public List<String> kill() {
    process.destroyForcibly();
    List<String> rest = new ArrayList<>();
    for (String line = next(); line != END; line = next()) {
      rest.add(line);
    }
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Killed, but still there after " + LIMIT_SECONDS + " s; " + this);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted; " + this, e);
    }
    delete(temporary);
    return rest;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (NoSuchFileException killedBefore) {
      // There is nothing left.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return "process " + process.pid() + (output.isEmpty() ? "" : ", which wrote: " + output);
  }

  private String next() {
    try {
      String line = said.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("Heard nothing for " + LIMIT_SECONDS + " s; " + this);
      }
      if (line == END) {
        said.add(END); // there is nothing behind it, for the next one who asks either
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted; " + this, e);
    }
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream out = process.getInputStream()) {
      for (int next = out.read(); next >= 0; next = out.read()) {
        if (next == '\n') {
          written(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(next);
        }
      }
    } catch (IOException e) {
      output.add("[" + e + "]");
    } finally {
      said.add(END);
    }
  }

  private void written(String line) {
    if (line.startsWith(SAID)) {
      said.add(line.substring(SAID.length()));
    } else {
      output.add(line);
    }
  }
}
