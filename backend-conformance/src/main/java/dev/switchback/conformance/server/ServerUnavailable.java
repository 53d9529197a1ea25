package dev.switchback.conformance.server;

/** No server could be had; the message says why, and what helps. */
public final class ServerUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  ServerUnavailable(String message) {
    super(message);
  }

  ServerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
