package dev.switchback.music.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the command in progress is asked to end and given the time to finish what it is writing.
 * Whatever happens then, a transaction that has not ended is undone by the database.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;

  boolean isRequested() {
    return requested;
  }

  void request() {
    requested = true;
  }

  /** The command has ended; nothing is to be waited for. */
  void ended() {
    ended.countDown();
  }

  void installHook() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "music-interruption"));
  }

  private void shutDown() {
    request();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
