package dev.switchback.backend.jdbc.internal.lane;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has the connections closed that nobody has needed for a while. It looks now and then, while there
 * are any: who uses one pays nothing for it.
 */
final class UnusedWatch {

  private final long limit;
  private final Runnable closing;
  private final AtomicBoolean willLook = new AtomicBoolean();
  private @Nullable Future<?> timer;
  private boolean stopped;

  /** A watch; a limit of zero is none. {@code closing} is run on the timer's thread. */
  UnusedWatch(Duration limit, Runnable closing) {
    this.limit = Nanos.of(limit);
    this.closing = closing;
  }

  /** There is one that is not in use. */
  void unused() {
    if (limit > 0 && !willLook.get() && willLook.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private synchronized void lookLater() {
    if (!stopped) {
      timer = Timer.after(limit, this::look);
    }
  }

  private void look() {
    willLook.set(false); // before it looks: one that comes now is looked at again
    closing.run();
  }

  /** Looks no more. */
  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
