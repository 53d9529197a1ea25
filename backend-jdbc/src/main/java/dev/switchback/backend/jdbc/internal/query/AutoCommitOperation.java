package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.internal.lane.GroupMember;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.lane.Patience;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitStart;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job on its own: one turn on a lane, committed when it is done. */
public final class AutoCommitOperation<T> extends Operation<T> implements GroupMember {

  private final Job<T> job;
  private final Route route;
  private final Patience patience;
  private volatile Lane lane;

  /** What became of it in a group that is not committed yet. */
  private @Nullable Attempt<T> inGroup;

  /** An operation. */
  public AutoCommitOperation(
      OperationContext context, UnitStart start, Job<T> job, Route route, Duration lockTimeout) {
    super(context, start);
    this.job = job;
    this.route = route;
    this.patience = new Patience(lockTimeout);
    this.lane = route.first();
  }

  /** Queues it. */
  public void submit() {
    lane.submit(this);
  }

  @Override
  public Next run(Lease lease) {
    Attempt<T> attempt = attempt(lease);
    return attempt == null ? Next.WITHDRAWN : answer(attempt, lease);
  }

  /** {@code null} if it has been withdrawn. */
  private @Nullable Attempt<T> attempt(Lease lease) {
    Interruption run = begin(lease);
    if (run == null) {
      return null;
    }
    Meter meter = new Meter();
    Attempt<T> attempt =
        Attempt.of(
            context().dialect(),
            job.sql(),
            () ->
                route.transaction() == null
                    ? job.run(lease.session(), run, meter)
                    : inTransaction(route.transaction(), lease, run, meter));
    finish(run, lease);
    measured(meter.rows(), meter.decodeNanos());
    return attempt;
  }

  private Next answer(Attempt<T> attempt, Lease lease) {
    if (attempt.failure() != null) {
      return failed(attempt.failure(), lease);
    }
    succeed(attempt.value());
    return Next.RELEASE;
  }

  @Override
  public boolean joins() {
    return route.transaction() == null && job.isSingleWrite();
  }

  @Override
  public boolean runInGroup(Lease lease) {
    inGroup = attempt(lease);
    awaitCommit();
    return inGroup == null || inGroup.failure() == null;
  }

  @Override
  public void committed(Lease lease) {
    if (inGroup != null) {
      answer(inGroup, lease);
    }
  }

  @Override
  public boolean undone(DatabaseException why) {
    if (inGroup == null) {
      return false;
    }
    inGroup = null;
    if (waitAgain()) {
      return true;
    }
    fail(why.withOutcome(Outcome.ROLLED_BACK));
    return false;
  }

  private T inTransaction(TransactionOptions options, Lease lease, Interruption run, Meter meter)
      throws SQLException {
    try {
      lease.begin(options);
      T value = job.run(lease.session(), run, meter);
      if (run.isRequested()) {
        throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
      }
      lease.commit(options);
      return value;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        lease.rollBack(options);
      } catch (SQLException rollbackFailed) {
        e.addSuppressed(rollbackFailed);
      }
      throw e;
    }
  }

  private Next failed(DatabaseException failure, Lease lease) {
    switch (failure.kind()) {
      case BUSY:
        if (!job.isRepeatable()) {
          break;
        }
        if (patience.isLeft(lease) && waitAgain()) {
          return Next.RETRY;
        }
        fail(patience.spent(failure).withOutcome(Outcome.ROLLED_BACK));
        return Next.RELEASE;
      case READ_ONLY:
        if (route.refusalOfSecond() != null) {
          fail(route.refusalOfSecond());
          return Next.RELEASE;
        }
        if (route.second() != null && lane != route.second() && waitAgain()) {
          lane = route.second();
          lane.goOn(this);
          return Next.RELEASE;
        }
        break;
      case CONNECTION:
        lease.markBroken();
        fail(failure.withOutcome(route.mayWrite() ? Outcome.UNKNOWN : Outcome.ROLLED_BACK));
        return Next.RELEASE;
      default:
        break;
    }
    fail(failure.withOutcome(outcome(failure)));
    return Next.RELEASE;
  }

  /** A statement that failed has undone itself; one whose answer was not wanted has not. */
  private Outcome outcome(DatabaseException failure) {
    boolean afterwards =
        failure.kind() == ErrorKind.NO_ROW
            ? job.access() == Access.AUTO // what surely writes answers what it wrote
            : hadRun(failure);
    return afterwards && route.mayWrite() && route.transaction() == null
        ? Outcome.UNKNOWN
        : Outcome.ROLLED_BACK;
  }

  /** Whether the database had run the statement when this went wrong. */
  public static boolean hadRun(DatabaseException failure) {
    if (failure.outcome() == Outcome.ROLLED_BACK) {
      return false; // the database itself has refused it
    }
    return switch (failure.kind()) {
      case TOO_MANY_ROWS, ILLEGAL_USE, MAPPING, UNSUPPORTED -> true;
      default -> false;
    };
  }

  /** A read whose result came although it was to be stopped is of no use; a write has happened. */
  @Override
  protected boolean keepsLateSuccess() {
    return route.mayWrite();
  }

  @Override
  protected DatabaseException dequeue(DatabaseException why) {
    return lane.remove(this, why);
  }

  @Override
  public void refuse(DatabaseException why) {
    withdraw(why);
  }

  @Override
  protected void account(long waited, long ran) {
    lane.account(waited, ran);
  }

  /** Where and how a job runs: which lane, in what transaction, and what if it may not write. */
  public record Route(
      Lane first,
      @Nullable Lane second,
      @Nullable DatabaseException refusalOfSecond,
      boolean mayWrite,
      @Nullable TransactionOptions transaction) {}
}
