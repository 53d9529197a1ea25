package dev.switchback.database;

/**
 * Is told of each unit of work: the ground for slow-query logs, metrics and tracing.
 *
 * <p>{@link #started} runs in the caller's thread (that of a transaction's begin, commit, savepoint
 * and so on in a thread of the engine), {@link #ended} in a thread of the engine, once for each
 * start, before the handle completes. Both must be quick and safe for use by many threads; what
 * they throw is ignored. No values are shown, only SQL with placeholders.
 */
public interface DatabaseListener {

  /** A unit was issued. */
  default void started(UnitStart start) {}

  /** A unit ended: with success, a failure, or because it was cancelled or expired. */
  default void ended(UnitEnd end) {}
}
