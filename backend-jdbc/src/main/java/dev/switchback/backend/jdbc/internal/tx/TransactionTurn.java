package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.LaneTask;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Patience;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.UnitStart;

/** One attempt at a transaction, as the lane sees it: a turn that keeps its connection. */
final class TransactionTurn<T> implements LaneTask {

  private final TransactionOperation<T> operation;
  private final TransactionPlan<T> plan;
  private final Patience patience;
  private final TransactionRun<T> run;

  TransactionTurn(TransactionOperation<T> operation, TransactionPlan<T> plan) {
    this.operation = operation;
    this.plan = plan;
    this.patience = new Patience(plan.lockTimeout());
    this.run = new TransactionRun<>(operation, plan, this::leave);
  }

  TransactionRun<T> run() {
    return run;
  }

  @Override
  public UnitStart start() {
    return plan.start();
  }

  @Override
  public Next run(Lease lease) {
    if (!run.activate(lease)) {
      return Next.WITHDRAWN;
    }
    DatabaseException failure = run.control().begin(lease);
    if (failure == null) {
      run.begun(lease);
      return Next.KEEP;
    }
    boolean busy = failure.kind() == ErrorKind.BUSY;
    if (busy && patience.isLeft(lease) && run.deactivate()) {
      return Next.RETRY;
    }
    if (failure.kind() != ErrorKind.CONNECTION) {
      run.control().rollBack(lease);
    }
    run.ended(null, busy ? patience.spent(failure) : failure);
    return Next.RELEASE;
  }

  private void leave(Lease lease) {
    plan.lane().forget(this);
    lease.release();
  }

  @Override
  public void refuse(DatabaseException why) {
    operation.runEnded(null, why);
  }

  @Override
  public void withdraw(DatabaseException why) {
    operation.withdraw(why);
  }
}
