package dev.switchback.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What people write today: JDBC behind an executor with as many threads as connections, answering
 * {@link CompletableFuture}s.
 */
final class JdbcFutures implements AutoCloseable {

  /** Something to do with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
  private final ExecutorService executor;

  JdbcFutures(Target target, int size) throws SQLException {
    for (int i = 0; i < size; i++) {
      connections.add(target.connect());
    }
    executor = Executors.newFixedThreadPool(size);
  }

  <T> CompletableFuture<T> submit(Work<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          Connection connection = connections.remove();
          try {
            return work.run(connection);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          } finally {
            connections.add(connection);
          }
        },
        executor);
  }

  @Override
  public void close() throws SQLException {
    executor.shutdown();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
