package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import org.jspecify.annotations.Nullable;

/** The work is done: commits if nothing stands against it, else rolls back. */
final class EndStep<T> implements Step {

  private final TransactionRun<T> run;
  private final Scope scope;
  private final @Nullable T value;
  private final @Nullable Throwable failure;

  EndStep(TransactionRun<T> run, Scope scope, @Nullable T value, @Nullable Throwable failure) {
    this.run = run;
    this.scope = scope;
    this.value = value;
    this.failure = failure;
  }

  @Override
  public void run(Lease lease) {
    if (!run.beginEnd()) {
      return;
    }
    DatabaseException doomed = scope.doomed();
    if (failure == null && doomed == null && !scope.isRollbackOnly()) {
      commit(lease);
      return;
    }
    DatabaseException lost = run.control().rollBack(lease);
    if (failure != null) {
      if (lost != null && failure != lost) {
        failure.addSuppressed(lost);
      }
      run.ended(null, failure);
    } else if (doomed != null) {
      run.ended(null, Scope.rolledBack(doomed));
    } else {
      run.ended(value, null);
    }
  }

  /** The engine does not guess: where the answer is lost, so is what became of it. */
  private void commit(Lease lease) {
    DatabaseException refused = run.control().commit(lease);
    if (refused == null) {
      run.ended(value, null);
      return;
    }
    boolean lost = refused.kind() == ErrorKind.CONNECTION;
    if (!lost) {
      run.control().rollBack(lease);
    }
    run.ended(null, refused.withOutcome(lost ? Outcome.UNKNOWN : Outcome.ROLLED_BACK));
  }

  @Override
  public void refuse(DatabaseException why) {
    // Aborted meanwhile, and so answered.
  }
}
