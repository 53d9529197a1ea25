package dev.switchback.conformance.server;

import dev.switchback.conformance.server.Proxy.Fault;
import dev.switchback.conformance.server.Proxy.Trap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link Proxy}: a thread for each direction. */
final class ProxiedConnection {

  private static final int OVERLAP = 256;

  private final Socket client;
  private final Socket server;
  private final AtomicReference<@Nullable Trap> trap;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What is to happen to the answer that comes next. */
  private volatile @Nullable Fault pending;

  private volatile boolean silent;

  ProxiedConnection(Socket client, Socket server, AtomicReference<@Nullable Trap> trap) {
    this.client = client;
    this.server = server;
    this.trap = trap;
  }

  void open() {
    start(() -> pump(client, server, this::passRequests));
    start(() -> pump(server, client, this::passAnswers));
  }

  void silence() {
    silent = true;
  }

  void close() {
    closed.countDown();
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // it is of no more use either way
      }
    }
  }

  private void pump(Socket from, Socket to, Direction direction) {
    try {
      direction.pass(from.getInputStream(), to.getOutputStream());
    } catch (IOException gone) {
      // one side has gone, and so goes the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private interface Direction {
    void pass(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private void passRequests(InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[8192];
    byte[] seen = new byte[0];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      stayIfSilent();
      int before = Math.min(seen.length, OVERLAP);
      seen = append(seen, before, buffer, length);
      Trap set = trap.get();
      if (set != null && endsIn(seen, before, set.text()) && trap.compareAndSet(set, null)) {
        if (set.fault() == Fault.CUT_BEFORE) {
          return;
        }
        pending = set.fault();
      }
      out.write(buffer, 0, length);
    }
  }

  private void passAnswers(InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[8192];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      Fault fault = pending;
      if (fault == Fault.CUT_BEFORE_ANSWER) {
        return;
      }
      if (fault == Fault.SILENCE) {
        silence();
      }
      stayIfSilent();
      out.write(buffer, 0, length);
      if (fault == Fault.CUT_AFTER_ANSWER) {
        return;
      }
    }
  }

  private void stayIfSilent() throws InterruptedException {
    if (silent) {
      closed.await();
    }
  }

  /** With the end of what has gone by: two packets may share a text. */
  private static byte[] append(byte[] seen, int kept, byte[] buffer, int length) {
    byte[] joined = Arrays.copyOfRange(seen, seen.length - kept, seen.length + length);
    System.arraycopy(buffer, 0, joined, kept, length);
    return joined;
  }

  /** Whether the text is there, and not wholly in what has gone by before. */
  private static boolean endsIn(byte[] bytes, int before, byte[] text) {
    for (int at = Math.max(0, before - text.length + 1); at <= bytes.length - text.length; at++) {
      if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
