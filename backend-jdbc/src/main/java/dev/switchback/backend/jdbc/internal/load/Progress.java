package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.internal.lane.Completions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the application how far a load is: away from its connection, and only the latest. */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final Completions completions;
  private final LongConsumer listener;
  private final AtomicBoolean telling = new AtomicBoolean();
  private volatile long latest;

  Progress(Completions completions, LongConsumer listener) {
    this.completions = completions;
    this.listener = listener;
  }

  /** So many rows are written. */
  void at(long rows) {
    latest = rows;
    if (telling.compareAndSet(false, true)) {
      completions.add(this::tell);
    }
  }

  private void tell() {
    long told;
    do {
      told = latest;
      try {
        listener.accept(told);
      } catch (RuntimeException | Error e) {
        LOG.warn("A listener of a load's progress failed", e);
      }
      telling.set(false);
    } while (latest != told && telling.compareAndSet(false, true));
  }
}
