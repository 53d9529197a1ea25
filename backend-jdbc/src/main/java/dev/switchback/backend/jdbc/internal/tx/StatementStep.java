package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.Attempt;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.Meter;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.UnitStart;
import org.jspecify.annotations.Nullable;

/** A statement in a transaction. Its failure, of whatever kind, dooms its scope. */
final class StatementStep<T> extends Operation<T> implements Step {

  private final Job<T> job;
  private final Scope scope;

  StatementStep(OperationContext context, UnitStart start, Job<T> job, Scope scope) {
    super(context, start);
    this.job = job;
    this.scope = scope;
  }

  @Override
  public void run(Lease lease) {
    DatabaseException doomed = scope.refusal();
    if (doomed != null) {
      refuse(doomed);
      return;
    }
    Interruption run = begin(lease);
    if (run == null) {
      doomFor(withdrawal()); // whoever gave it up may not have come to it: the end may be next
      return;
    }
    Meter meter = new Meter();
    Attempt<T> attempt =
        Attempt.of(context().dialect(), job.sql(), () -> job.run(lease.session(), run, meter));
    finish(run, lease);
    DatabaseException failure = attempt.failure();
    if (failure == null) {
      measured(meter.rows(), meter.decodeNanos());
      succeed(attempt.value());
    } else {
      if (failure.kind() == ErrorKind.CONNECTION) {
        lease.markBroken();
      }
      fail(failure.withOutcome(Outcome.ROLLED_BACK));
    }
  }

  @Override
  public void refuse(DatabaseException why) {
    withdraw(why);
  }

  @Override
  protected DatabaseException dequeue(DatabaseException why) {
    doomFor(why); // before it is out of the way of the end
    scope.transaction().remove(this);
    return why;
  }

  private void doomFor(@Nullable DatabaseException why) {
    if (why != null) {
      scope.doom(why);
    }
  }

  @Override
  protected void settled(@Nullable Throwable failure) {
    doomFor(failure == null ? null : DatabaseException.of(failure));
  }

  @Override
  protected void complete(Runnable completion) {
    super.complete(() -> CurrentHolder.run(scope.transaction(), completion));
  }
}
