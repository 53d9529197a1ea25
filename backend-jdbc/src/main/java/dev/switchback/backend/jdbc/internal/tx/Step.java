package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.database.DatabaseException;

/** One entry of a transaction's own queue. */
interface Step {

  /** Runs on a worker thread, with the transaction's connection. Must not throw. */
  void run(Lease lease);

  /** Will not run: the transaction has ended for the given reason. */
  void refuse(DatabaseException why);
}
