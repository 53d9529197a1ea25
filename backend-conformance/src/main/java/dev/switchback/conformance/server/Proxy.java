package dev.switchback.conformance.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A network between clients on this machine and a server, which fails when it is told to. It knows
 * no protocol: a message is known by a text in it, which the client must send in clear.
 */
public final class Proxy implements AutoCloseable {

  /** What happens to a message, and to the connection over which it comes. */
  public enum Fault {
    /** The server never sees it: the connection is cut. */
    CUT_BEFORE,
    /** The server gets it, but its answer is lost: the connection is cut. */
    CUT_BEFORE_ANSWER,
    /** The client gets the answer, and then the connection is cut. */
    CUT_AFTER_ANSWER,
    /** The server gets it, and from then on the connection is there and silent. */
    SILENCE
  }

  /** A fault that waits for its message. */
  record Trap(byte[] text, Fault fault) {}

  private final InetSocketAddress target;
  private final ServerSocket entrance;
  private final Queue<ProxiedConnection> connections = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
  private volatile boolean frozen;

  /** A proxy before a server. */
  public Proxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ProxiedConnection.start(this::accept);
  }

  /** The port on the loopback interface to which clients connect instead. */
  public int port() {
    return entrance.getLocalPort();
  }

  /** Does that to the next message with the text, once. */
  public void at(String text, Fault fault) {
    trap.set(new Trap(text.getBytes(StandardCharsets.UTF_8), fault));
  }

  /** Cuts all connections; new ones are accepted. */
  public void cut() {
    connections.forEach(ProxiedConnection::close);
  }

  /** From now on it keeps all connections open, accepts new ones, and passes nothing on. */
  public void freeze() {
    frozen = true;
    connections.forEach(ProxiedConnection::silence);
  }

  private void accept() {
    try {
      while (true) {
        connect(entrance.accept());
      }
    } catch (IOException closed) {
      // nobody comes in any more
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    ProxiedConnection connection = new ProxiedConnection(client, server, trap);
    connections.add(connection);
    if (frozen) {
      connection.silence();
    }
    try {
      server.connect(target);
      connection.open();
    } catch (IOException noServer) {
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
