package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseException;
import java.time.Duration;

/**
 * How long an operation waits for another process's lock; counted from when it was in the way, of
 * this operation or of those in front of it in the queue.
 */
public final class Patience {

  private final Duration limit;
  private final long createdAt = System.nanoTime();
  private long since;
  private boolean tried;

  /** Patience for a while; zero for ever. */
  public Patience(Duration limit) {
    this.limit = limit;
  }

  /** Whether there is some left, now that the lock was refused. */
  public boolean isLeft(Lease lease) {
    long blockedSince = lease.lane().contention().refused();
    if (!tried) {
      tried = true;
      since = blockedSince - createdAt < 0 ? createdAt : blockedSince;
    }
    return limit.isZero() || System.nanoTime() - since < Nanos.of(limit);
  }

  /** What the caller is told when there is none. */
  public DatabaseException spent(DatabaseException busy) {
    return busy.toBuilder()
        .message(busy.getMessage() + "; the lock timeout of " + limit.toMillis() + " ms has passed")
        .cause(busy.getCause())
        .build();
  }
}
