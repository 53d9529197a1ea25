package dev.switchback.backend.jdbc.internal.lane;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all databases of the process. They are daemons, own nothing, and end when idle.
 */
public final class Workers {

  private static final long IDLE_SECONDS = 5;

  private static final Executor THREADS = unbounded("switchback-worker");

  /**
   * For all lanes but those below. A statement on a server may wait for a lock that another holds:
   * a bound below the number of connections could lock up, and that number is the bound. And a
   * file's one writer must not queue behind the readers of all files.
   */
  private static final Executor STATEMENTS =
      turn -> THREADS.execute(() -> Service.run(turn, () -> {}));

  /** For reading embedded files: no read ever waits for another, and a few threads suffice. */
  private static final Executor READERS =
      new BoundedExecutor(Math.max(8, 2 * Runtime.getRuntime().availableProcessors()), THREADS);

  /** For cancels: they must not queue behind the statements that they are to stop. */
  private static final Executor CANCEL = unbounded("switchback-cancel");

  private static final Executor COMPLETION = virtualOrUnbounded();

  private Workers() {}

  /** Threads for lanes that only read embedded files. */
  public static Executor readers() {
    return READERS;
  }

  /** Threads for all other lanes: as many as there are connections in use. */
  public static Executor statements() {
    return STATEMENTS;
  }

  static Executor cancel() {
    return CANCEL;
  }

  /** The default completion executor. */
  public static Executor completion() {
    return COMPLETION;
  }

  static ThreadFactory daemonThreads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static Executor unbounded(String name) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        daemonThreads(name));
  }

  /** Virtual threads where the JDK has them: this code is compiled for one that has not. */
  private static Executor virtualOrUnbounded() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException noVirtualThreads) {
      return unbounded("switchback-completion");
    }
  }
}
