package dev.switchback.conformance.process;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The test, as a program sees it that runs in a {@link ChildJvm}. Safe for use by many threads.
 *
 * <p>The program ends when the test's process has ended, however that came about: nothing is left
 * behind.
 */
public final class Parent {

  private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  static {
    Thread listener = new Thread(Parent::listen, "parent");
    listener.setDaemon(true);
    listener.start();
  }

  private Parent() {}

  private static void listen() {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        HEARD.add(line);
      }
    } catch (IOException e) {
      e.printStackTrace();
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  /** The next line that the test has said; waits for it. */
  public static String hear() {
    try {
      return HEARD.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells the test a line. It has been handed over when this returns: a crash does not take it. */
  public static void say(String line) {
    byte[] bytes = (ChildJvm.SAID + line + '\n').getBytes(StandardCharsets.UTF_8);
    try {
      synchronized (OUT) {
        OUT.write(bytes);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Nobody listens", e);
    }
  }
}
