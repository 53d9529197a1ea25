package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.LaneTask;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.lane.Patience;
import dev.switchback.backend.jdbc.internal.lane.Timer;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: one turn on a lane that keeps its connection, with a queue of its own. It holds a
 * thread only while a statement runs.
 *
 * <p>Its monitor guards the queue, the phase, and the {@link Scope}s.
 */
public final class TransactionRun<T> extends Operation<T> implements LaneTask {

  private enum Phase {
    QUEUED,
    ACTIVE,
    /** Nothing can change the end any more: a commit or a rollback is decided. */
    ENDING,
    ENDED
  }

  private final TransactionWork<T> work;
  private final Function<Scope, TransactionExecutor> executors;
  private final Lane lane;
  private final Patience patience;
  private final Control control;
  private final IdleWatch idleWatch;
  private final Scope root = new Scope(this, null);
  private final StepQueue steps = new StepQueue();

  /** Open or waiting. What the work of one waits for may never come: the end must reach it. */
  private final Set<SavepointRun<?>> savepoints = new LinkedHashSet<>();

  private Phase phase = Phase.QUEUED;
  private @Nullable Lease lease;
  private @Nullable DatabaseException aborted;

  /** A transaction; {@code executors} makes the object that the application's function is given. */
  TransactionRun(
      OperationContext context,
      UnitStart start,
      TransactionOptions options,
      TransactionWork<T> work,
      Function<Scope, TransactionExecutor> executors,
      Lane lane,
      Duration idleLimit,
      Duration lockTimeout) {
    super(context, start);
    this.work = work;
    this.executors = executors;
    this.lane = lane;
    this.patience = new Patience(lockTimeout);
    this.control = new Control(context, start.id(), options);
    this.idleWatch = new IdleWatch(idleLimit, this::idleNanos, () -> expire(idleLimit));
  }

  /** Whether it takes statements; the caller holds the monitor. */
  boolean isActive() {
    return phase == Phase.ACTIVE;
  }

  /** Whether it has, or waits for, a connection of that lane. */
  synchronized boolean holds(Lane other) {
    return lane == other && phase != Phase.ENDED;
  }

  // ---- the lane's turn

  @Override
  public Next run(Lease granted) {
    synchronized (this) {
      if (phase != Phase.QUEUED || begin() == null) {
        return Next.RELEASE;
      }
      phase = Phase.ACTIVE;
      lease = granted;
      steps.hold();
    }
    DatabaseException failure = control.begin(granted);
    if (failure != null) {
      return couldNotBegin(failure, granted);
    }
    boolean wanted;
    synchronized (this) {
      wanted = phase == Phase.ACTIVE;
      steps.release();
      dispatch();
    }
    if (wanted) {
      idleWatch.start();
      complete(
          () ->
              CurrentTransaction.run(
                  this, () -> Work.call(work, executors.apply(root), this::workDone)));
    }
    return Next.KEEP;
  }

  private Next couldNotBegin(DatabaseException failure, Lease granted) {
    boolean busy = failure.kind() == ErrorKind.BUSY;
    synchronized (this) {
      if (busy && patience.isLeft(granted) && aborted == null && waitAgain()) {
        phase = Phase.QUEUED;
        return Next.RETRY;
      }
      phase = Phase.ENDED;
    }
    if (failure.kind() != ErrorKind.CONNECTION) {
      control.rollBack(granted);
    }
    fail(aborted != null ? aborted : busy ? patience.spent(failure) : failure);
    return Next.RELEASE;
  }

  @Override
  public void refuse(DatabaseException why) {
    withdraw(why);
  }

  // ---- its own queue

  /** Queues a step of the engine's own behind the earlier ones; answers why it cannot. */
  synchronized @Nullable DatabaseException enqueue(Step step) {
    if (phase != Phase.ACTIVE) {
      return closedError();
    }
    steps.add(step);
    dispatch();
    return null;
  }

  /**
   * Queues a statement, or refuses it. Asked under the same monitor under which scopes close, so
   * that none comes to stand behind the end of its scope.
   */
  void issue(Scope scope, Step statement) {
    DatabaseException refusal;
    synchronized (this) {
      refusal = scope.admission();
      if (refusal == null) {
        refusal = enqueue(statement);
      }
    }
    if (refusal != null) {
      statement.refuse(refusal);
    }
  }

  synchronized void entered(SavepointRun<?> savepoint) {
    savepoints.add(savepoint);
  }

  synchronized void left(SavepointRun<?> savepoint) {
    savepoints.remove(savepoint);
  }

  synchronized void remove(Step step) {
    steps.remove(step);
  }

  private synchronized void dispatch() {
    if (steps.startServing()) {
      lane.workers().execute(this::pump);
    }
  }

  private void pump() {
    for (Step step = next(); step != null; step = next()) {
      step.run(lease);
    }
    Lease finished;
    List<Step> tooLate;
    synchronized (this) {
      if (phase != Phase.ENDED || lease == null) {
        return;
      }
      finished = lease;
      lease = null;
      tooLate = steps.drain();
    }
    tooLate.forEach(step -> step.refuse(closedError()));
    lane.forget(this);
    finished.release();
  }

  private synchronized @Nullable Step next() {
    if (phase == Phase.ENDED) {
      steps.hold();
      return null;
    }
    return steps.next();
  }

  // ---- the end

  private void workDone(@Nullable T value, @Nullable Throwable failure) {
    Step end =
        new Step() {
          @Override
          public void run(Lease granted) {
            end(granted, value, failure);
          }

          @Override
          public void refuse(DatabaseException why) {
            // Aborted meanwhile; the handle has its answer.
          }
        };
    root.close(() -> enqueue(end));
  }

  private void end(Lease granted, @Nullable T value, @Nullable Throwable failure) {
    synchronized (this) {
      phase = Phase.ENDING;
    }
    DatabaseException doomed = root.doomed();
    if (failure == null && doomed == null && !root.isRollbackOnly()) {
      commit(granted, value);
      return;
    }
    DatabaseException rollbackFailure = control.rollBack(granted);
    ended();
    if (failure != null) {
      if (rollbackFailure != null && failure != rollbackFailure) {
        failure.addSuppressed(rollbackFailure);
      }
      fail(failure);
    } else if (doomed != null) {
      fail(Scope.rolledBack(doomed));
    } else {
      succeed(value);
    }
  }

  private void commit(Lease granted, @Nullable T value) {
    DatabaseException failure = control.commit(granted);
    if (failure == null) {
      ended();
      succeed(value);
      return;
    }
    boolean lost = failure.kind() == ErrorKind.CONNECTION;
    if (!lost) {
      control.rollBack(granted);
    }
    ended();
    fail(failure.withOutcome(lost ? Outcome.UNKNOWN : Outcome.ROLLED_BACK));
  }

  private void ended() {
    synchronized (this) {
      phase = Phase.ENDED;
    }
    idleWatch.stop();
  }

  /** Ends it from outside: a cancel, a limit that passed, the database closing. */
  @Override
  public void withdraw(DatabaseException why) {
    List<Step> refused = List.of();
    boolean queued;
    synchronized (this) {
      if (phase == Phase.ENDED) {
        return;
      }
      queued = phase == Phase.QUEUED;
      if (queued) {
        phase = Phase.ENDED;
        aborted = why;
      } else if (phase == Phase.ACTIVE) {
        phase = Phase.ENDING;
        aborted = why;
        refused = steps.drain();
        steps.add(new RollbackStep(why));
        dispatch();
      }
    }
    if (queued) {
      super.withdraw(why);
      return;
    }
    refused.forEach(step -> step.refuse(why));
    // Where the database does not react the caller is answered all the same.
    Timer.after(STOP_GRACE_NANOS, () -> failAll(why.withOutcome(Outcome.UNKNOWN)));
  }

  /** Innermost first. None can be added any more: the transaction is not active. */
  private void failAll(DatabaseException why) {
    List<SavepointRun<?>> left;
    synchronized (this) {
      left = new ArrayList<>(savepoints);
    }
    Collections.reverse(left);
    left.forEach(savepoint -> savepoint.refuse(why));
    fail(why);
  }

  private final class RollbackStep implements Step {
    private final DatabaseException why;

    RollbackStep(DatabaseException why) {
      this.why = why;
    }

    @Override
    public void run(Lease granted) {
      control.rollBack(granted);
      ended();
      failAll(why.withOutcome(Outcome.ROLLED_BACK));
    }

    @Override
    public void refuse(DatabaseException otherReason) {
      throw new IllegalStateException("A transaction is aborted once");
    }
  }

  private synchronized long idleNanos() {
    return phase == Phase.ACTIVE ? steps.idleNanos() : 0;
  }

  private void expire(Duration idleLimit) {
    withdraw(
        DatabaseException.of(
            ErrorKind.TRANSACTION_EXPIRED,
            "The transaction issued no statement for " + idleLimit.toMillis() + " ms"));
  }

  /** What a call gets after the end. */
  synchronized DatabaseException closedError() {
    if (aborted != null && aborted.kind() == ErrorKind.TRANSACTION_EXPIRED) {
      return aborted.toBuilder().outcome(Outcome.NOT_EXECUTED).build();
    }
    return DatabaseException.builder(ErrorKind.TRANSACTION_CLOSED, "The transaction has ended")
        .cause(aborted)
        .build();
  }

  // ---- for its parts

  Control control() {
    return control;
  }

  TransactionExecutor executor(Scope scope) {
    return executors.apply(scope);
  }

  @Override
  protected void dequeue() {
    lane.remove(this);
  }

  @Override
  protected void settled(@Nullable Throwable failure) {
    control.settled(failure);
  }

  @Override
  protected void account(long waited, long ran) {
    lane.account(waited, ran);
  }
}
