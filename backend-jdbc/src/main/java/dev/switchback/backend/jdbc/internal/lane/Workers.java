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

  /** Enough to keep the processors busy, however many files there are. */
  private static final int PLACES = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

  private static final Executor THREADS = unbounded("switchback-worker");

  /**
   * For servers. A statement there may wait for a lock that another holds: a bound below the number
   * of connections could lock up, and that number is the bound.
   */
  private static final Executor STATEMENTS = turn -> THREADS.execute(() -> Service.run(turn, null));

  /** For reading embedded files: no read ever waits for another. */
  private static final Executor READERS = new BoundedExecutor(PLACES, THREADS);

  /**
   * For everything else on embedded databases: each writes alone, a transaction has no thread
   * between its statements, and who waits for another process's lock has none either. Twice as many
   * as readers, since half of them wait for the disk; and none of theirs, as neither may queue
   * behind the other.
   */
  private static final Executor WRITERS = new BoundedExecutor(2 * PLACES, THREADS);

  /** For closing: it waits for the disk, and must not queue behind statements. */
  private static final Executor CLOSERS = new BoundedExecutor(PLACES, THREADS);

  /** For what the clock sets off and the application hears of, which may take its time. */
  private static final Executor WATCHERS = new BoundedExecutor(PLACES, THREADS);

  /** For cancels: they must not queue behind the statements that they are to stop. */
  private static final Executor CANCEL = unbounded("switchback-cancel");

  private static final Executor COMPLETION = virtualOrUnbounded();

  private Workers() {}

  /** A few threads, for lanes that only read embedded files. */
  public static Executor readers() {
    return READERS;
  }

  /** A few threads, for the other lanes of embedded databases. */
  public static Executor writers() {
    return WRITERS;
  }

  /** As many threads as there are connections in use; and for the application's functions. */
  public static Executor statements() {
    return STATEMENTS;
  }

  /** A few threads, for closing databases. */
  public static Executor closers() {
    return CLOSERS;
  }

  static Executor watchers() {
    return WATCHERS;
  }

  /**
   * This thread, which may be a worker in its turn, goes on with something that can wait for
   * anything, the application's code above all.
   */
  public static void stepAside() {
    Service.stepsAside();
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
