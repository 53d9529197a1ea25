package dev.switchback.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Every wait of the kit, bounded: a test that would hang fails instead, and says what it waited
 * for.
 */
public final class Await {

  /** Far beyond what anything here takes, so that a slow machine fails nothing. */
  private static final long LIMIT_SECONDS = 30;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Await() {}

  /** The future's value; its failure is thrown as it is. */
  public static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        // the stack of the waiting test is what a reader needs to find the line
        failure.addSuppressed(new RuntimeException("awaited here"));
        throw failure;
      }
      throw new AssertionError("The future failed with " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("Not complete after " + LIMIT_SECONDS + " s: " + future, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + future, e);
    }
  }

  /** The values of all futures, in order. */
  public static <T> List<T> all(Collection<CompletableFuture<T>> futures) {
    List<T> values = new ArrayList<>();
    for (CompletableFuture<T> future : futures) {
      values.add(get(future));
    }
    return values;
  }

  /** The exception with which the future itself fails: not unwrapped, cancellation included. */
  public static Throwable thrown(CompletableFuture<?> future) {
    Object end = get(future.handle((value, failure) -> failure == null ? new Success() : failure));
    if (end instanceof Throwable failure) {
      return failure;
    }
    throw new AssertionError("The future should have failed, but its value is " + future.join());
  }

  /**
   * The library's exception with which the future fails, which must be neither wrapped nor bare.
   */
  public static DatabaseException failure(CompletableFuture<?> future) {
    Throwable failure = thrown(future);
    if (failure instanceof DatabaseException known) {
      return known;
    }
    throw new AssertionError("Not a DatabaseException: " + failure, failure);
  }

  /** The future's failure, which must be of that kind. */
  public static DatabaseException failure(ErrorKind kind, CompletableFuture<?> future) {
    DatabaseException failure = failure(future);
    if (failure.kind() != kind) {
      throw new AssertionError(
          "Expected " + kind + ", not " + failure.kind() + ": " + failure.getMessage(), failure);
    }
    return failure;
  }

  /** The library's exception that a blocking call throws, which must be of that kind. */
  public static DatabaseException failure(ErrorKind kind, Callable<?> call) {
    try {
      Object value = call.call();
      if (value instanceof AutoCloseable opened) {
        opened.close();
      }
    } catch (DatabaseException e) {
      assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
      return e;
    } catch (Exception e) {
      throw new AssertionError("Not a DatabaseException: " + e, e);
    }
    throw new AssertionError("The call should have failed with " + kind);
  }

  /** Waits until something outside of the program is so: there is no future for it. */
  public static void until(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!holds(condition)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("Not so after " + LIMIT_SECONDS + " s: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private record Success() {}
}
