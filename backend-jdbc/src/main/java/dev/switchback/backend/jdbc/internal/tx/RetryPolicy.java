package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.database.DatabaseException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which failures are worth another attempt, and after which pause. */
final class RetryPolicy {

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Enough for every chain of causes that has an end. */
  private static final int MAX_DEPTH = 100;

  private RetryPolicy() {}

  /**
   * The conflict in a failure, or {@code null}. The application may have wrapped what the database
   * said; the outermost of the library's errors decides.
   */
  static @Nullable DatabaseException conflict(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof DatabaseException known) {
        return known.isRetryable() ? known : null;
      }
      cause = cause.getCause();
    }
    return null;
  }

  /**
   * The pause after so many attempts. It differs by chance: those who met once, and began again at
   * the same moment, would meet again.
   */
  static long pauseNanos(int attempts) {
    long longest = Math.min(FIRST_NANOS << Math.min(attempts - 1, 10), LONGEST_NANOS);
    return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
  }
}
