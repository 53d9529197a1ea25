package dev.switchback.database;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction runs. Immutable; each method returns a changed copy.
 *
 * @param readOnly whether a write fails with READ_ONLY; on a backend with CONCURRENT_READS such a
 *     transaction does not wait for writers
 * @param isolation the isolation level, or {@code null} for the backend's portable default (READ
 *     COMMITTED on servers, SERIALIZABLE on SQLite); one that the backend lacks is UNSUPPORTED
 * @param timeout the limit from the call to the end of the commit, queue included; {@code null}: as
 *     configured; {@link Duration#ZERO}: none
 * @param idleTimeout the limit between two statements; {@code null}: as configured; {@link
 *     Duration#ZERO}: none
 * @param lockTimeout how long it, or a statement of it, waits for another's lock; {@code null}: as
 *     configured; {@link Duration#ZERO}: for ever
 * @param retries how often the work is run again at most, 0 to 100; see {@link
 *     Database#transaction(TransactionOptions, TransactionWork)}
 * @param tag a name for listeners and errors
 */
public record TransactionOptions(
    boolean readOnly,
    @Nullable Isolation isolation,
    @Nullable Duration timeout,
    @Nullable Duration idleTimeout,
    @Nullable Duration lockTimeout,
    int retries,
    @Nullable String tag) {

  private static final int MAX_RETRIES = 100;

  private static final TransactionOptions DEFAULTS =
      new TransactionOptions(false, null, null, null, null, 0, null);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a duration is negative, or {@code retries} out of range
   */
  public TransactionOptions {
    Durations.checkNotNegative("timeout", timeout);
    Durations.checkNotNegative("idleTimeout", idleTimeout);
    Durations.checkNotNegative("lockTimeout", lockTimeout);
    if (retries < 0 || retries > MAX_RETRIES) {
      throw new IllegalArgumentException(
          "retries must be from 0 to " + MAX_RETRIES + ", not " + retries);
    }
  }

  /** Read and write, portable isolation, limits as configured, no retries. */
  public static TransactionOptions defaults() {
    return DEFAULTS;
  }

  /** A transaction that only reads. */
  public TransactionOptions asReadOnly() {
    return new TransactionOptions(true, isolation, timeout, idleTimeout, lockTimeout, retries, tag);
  }

  /** With another isolation level. */
  public TransactionOptions withIsolation(Isolation isolation) {
    return new TransactionOptions(
        readOnly,
        Objects.requireNonNull(isolation),
        timeout,
        idleTimeout,
        lockTimeout,
        retries,
        tag);
  }

  /** With another overall limit; {@link Duration#ZERO} for none. */
  public TransactionOptions withTimeout(Duration timeout) {
    return new TransactionOptions(
        readOnly,
        isolation,
        Objects.requireNonNull(timeout),
        idleTimeout,
        lockTimeout,
        retries,
        tag);
  }

  /** With another limit between statements; {@link Duration#ZERO} for none. */
  public TransactionOptions withIdleTimeout(Duration idleTimeout) {
    return new TransactionOptions(
        readOnly,
        isolation,
        timeout,
        Objects.requireNonNull(idleTimeout),
        lockTimeout,
        retries,
        tag);
  }

  /** With another limit for locks; {@link Duration#ZERO} for none. */
  public TransactionOptions withLockTimeout(Duration lockTimeout) {
    return new TransactionOptions(
        readOnly,
        isolation,
        timeout,
        idleTimeout,
        Objects.requireNonNull(lockTimeout),
        retries,
        tag);
  }

  /**
   * With work that is run again, that many times at most, when it meets a conflict with others: so
   * only for work that may run more than once.
   */
  public TransactionOptions withRetries(int retries) {
    return new TransactionOptions(
        readOnly, isolation, timeout, idleTimeout, lockTimeout, retries, tag);
  }

  /** With a name for listeners and errors. */
  public TransactionOptions withTag(String tag) {
    return new TransactionOptions(
        readOnly,
        isolation,
        timeout,
        idleTimeout,
        lockTimeout,
        retries,
        Objects.requireNonNull(tag));
  }
}
