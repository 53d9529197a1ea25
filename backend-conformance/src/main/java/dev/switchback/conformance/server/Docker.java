package dev.switchback.conformance.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a Docker daemon may answer. Asked before Testcontainers is touched, which takes seconds
 * and many log lines to find out that there is none.
 */
final class Docker {

  private Docker() {}

  /** Nothing if it may answer, else why not. */
  static Optional<String> unavailable() {
    if (Setting.of("switchback.docker").filter("off"::equals).isPresent()) {
      return Optional.of("Docker is switched off");
    }
    if (Setting.of("docker.host").isPresent()) {
      return Optional.empty();
    }
    if (Files.exists(Path.of("\\\\.\\pipe\\docker_engine"))) {
      return Optional.empty();
    }
    return sockets().stream().anyMatch(Docker::answers)
        ? Optional.empty()
        : Optional.of("no Docker daemon answers");
  }

  private static List<Path> sockets() {
    List<Path> sockets = new ArrayList<>();
    sockets.add(Path.of("/var/run/docker.sock"));
    Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
        .ifPresent(folder -> sockets.add(Path.of(folder, "docker.sock")));
    Path home = Path.of(System.getProperty("user.home"));
    sockets.add(home.resolve(".docker/run/docker.sock"));
    sockets.add(home.resolve(".docker/desktop/docker.sock"));
    return sockets;
  }

  private static boolean answers(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
