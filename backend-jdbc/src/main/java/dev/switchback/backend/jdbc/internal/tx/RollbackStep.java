package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.Outcome;

/** Ends a transaction that is given up from outside, whatever its work is doing. */
final class RollbackStep implements Step {

  private final TransactionRun<?> run;
  private final DatabaseException why;

  RollbackStep(TransactionRun<?> run, DatabaseException why) {
    this.run = run;
    this.why = why;
  }

  @Override
  public void run(Lease lease) {
    run.control().rollBack(lease);
    DatabaseException undone = why.withOutcome(Outcome.ROLLED_BACK);
    run.savepoints().fail(undone);
    run.ended(null, undone);
  }

  @Override
  public void refuse(DatabaseException otherReason) {
    throw new IllegalStateException("A transaction is aborted once");
  }
}
