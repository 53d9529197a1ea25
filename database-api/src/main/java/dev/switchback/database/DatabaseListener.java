package dev.switchback.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /** A transaction met a conflict and will be run again. In a thread of the engine. */
  default void retrying(Retry retry) {}

  /**
   * A unit has been waiting for a connection for longer than {@link DatabaseConfig#waitLimit}, and
   * waits still. Told once, in a thread of the engine.
   */
  default void waiting(LongWait wait) {}

  /**
   * A transaction that will be run again.
   *
   * @param start the transaction, whose end is told after its last attempt
   * @param attempt the number of the attempt that failed, from 1
   * @param why the conflict with which it failed
   * @param pause the time until the next attempt may begin
   */
  record Retry(UnitStart start, int attempt, DatabaseException why, Duration pause) {}

  /**
   * A unit that waits for long.
   *
   * @param start the unit
   * @param lane the name of the lane, as in {@link LaneStats}
   * @param waited how long it has waited, at least
   * @param holder the unit that has had a connection of the lane for the longest, if any
   * @param held for how long
   */
  record LongWait(
      UnitStart start, String lane, Duration waited, @Nullable UnitStart holder, Duration held) {}
}
