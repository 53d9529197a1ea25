package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A unit of work as listeners and statistics see it: how long it waits, runs and decodes. */
public abstract class Unit {

  private final OperationContext context;
  private final UnitStart start;
  private final long createdNanos = System.nanoTime();
  private long startedNanos;
  private long decodeNanos;
  private long rows;

  protected Unit(OperationContext context, UnitStart start) {
    this.context = context;
    this.start = start;
  }

  protected final OperationContext context() {
    return context;
  }

  /** What listeners were told at the start. */
  public final UnitStart start() {
    return start;
  }

  /** Its waiting is over. What runs again runs since the first time. */
  final void runs() {
    if (startedNanos == 0) {
      startedNanos = System.nanoTime();
    }
  }

  /** Notes what listeners want to know. */
  protected final void measured(long rowCount, long nanosOfDecoding) {
    rows = rowCount;
    decodeNanos = nanosOfDecoding;
  }

  /** It has ended: tells how. */
  final void report(long now, @Nullable Throwable failure) {
    long begun = startedNanos == 0 ? now : startedNanos;
    announce(
        new UnitEnd(
            start,
            rows,
            Duration.ofNanos(begun - createdNanos),
            Duration.ofNanos(now - begun - decodeNanos),
            Duration.ofNanos(decodeNanos),
            failure));
    account(begun - createdNanos, now - begun);
  }

  /** Tells the listeners of the end. */
  protected void announce(UnitEnd end) {
    context.listeners().ended(end);
  }

  /** Called once, with the nanoseconds of waiting and running. */
  protected void account(long waited, long ran) {}
}
