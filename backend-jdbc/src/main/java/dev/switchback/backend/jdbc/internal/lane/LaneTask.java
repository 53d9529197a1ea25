package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.UnitStart;

/** What waits in a lane's queue for a connection. */
public interface LaneTask {

  /** What the lane does after a run. */
  enum Next {
    /** The connection is free again. */
    RELEASE,
    /** The task keeps the connection and will release the lease itself. */
    KEEP,
    /** Another process holds a lock: run the task again, a little later, on the same connection. */
    RETRY,
    /** It had been withdrawn before, and did nothing. The connection is free again. */
    WITHDRAWN
  }

  /** What listeners were told of it, for those who wait for it. */
  UnitStart start();

  /** Runs on a worker thread, with a connection. Must not throw. */
  Next run(Lease lease);

  /** The task will not run. */
  void refuse(DatabaseException why);

  /** The database is closing and has run out of patience. */
  void withdraw(DatabaseException why);
}
