package dev.switchback.music.app.scan;

import dev.switchback.database.Database;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.ScanLease;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The time during which this scan, and no other, changes the library. While it lasts the lease is
 * renewed; a program that was held up for so long that another took over notices before it writes.
 */
final class ScanTurn implements AutoCloseable {

  /** For so long a scan that died keeps the others waiting. */
  private static final Duration TIME = Duration.ofSeconds(60);

  private static final long RENEWAL_SECONDS = 15;

  private final Database database;
  private final String owner;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "music-scan-lease");
            thread.setDaemon(true);
            return thread;
          });

  private ScanTurn(Database database, String owner) {
    this.database = database;
    this.owner = owner;
    renewal.scheduleWithFixedDelay(
        () -> lease(database).renew(owner, TIME), // one that fails is followed by another
        RENEWAL_SECONDS,
        RENEWAL_SECONDS,
        TimeUnit.SECONDS);
  }

  /**
   * Begins.
   *
   * @throws ScanBusyException if it is another's turn
   */
  static ScanTurn take(Database database) {
    String owner = "process " + ProcessHandle.current().pid() + " on " + host();
    owner = owner + " (" + UUID.randomUUID().toString().substring(0, 8) + ")";
    if (!Scan.await(lease(database).take(owner, TIME))) {
      Optional<ScanLease.Holder> holder = Scan.await(lease(database).holder());
      throw ScanBusyException.heldBy(holder);
    }
    return new ScanTurn(database, owner);
  }

  /** Writes, if it is still this scan's turn. */
  <T> CompletableFuture<T> transaction(Function<Transaction, CompletableFuture<T>> work) {
    return database.transaction(
        tx ->
            lease(tx)
                .renew(owner, TIME)
                .thenCompose(
                    held -> {
                      if (!held) {
                        throw ScanBusyException.lost();
                      }
                      return work.apply(tx);
                    }));
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    Scan.await(lease(database).release(owner));
  }

  private static ScanLease lease(QueryExecutor executor) {
    return new MusicLibrary(executor).scanLease();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
