package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.IdleWatch;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.Timer;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a transaction's work, on one connection, with a queue of its own. It holds a thread
 * only while a statement runs.
 *
 * <p>Its monitor guards the queue, the phase, and the {@link Scope}s.
 */
final class TransactionRun<T> implements CurrentHolder.Holder {

  private enum Phase {
    /** No connection yet. */
    WAITING,
    ACTIVE,
    /** Nothing can change the end any more: a commit or a rollback is decided. */
    ENDING,
    ENDED
  }

  private final TransactionOperation<T> operation;
  private final TransactionPlan<T> plan;
  private final Control control;
  private final IdleWatch idleWatch;
  private final Scope root = new Scope(this, null);
  private final OpenSavepoints savepoints = new OpenSavepoints();
  private final StepQueue steps;
  private Phase phase = Phase.WAITING;
  private @Nullable DatabaseException aborted;

  /** A run; {@code leave} takes the connection back when it has ended. */
  TransactionRun(
      TransactionOperation<T> operation, TransactionPlan<T> plan, Consumer<Lease> leave) {
    this.operation = operation;
    this.plan = plan;
    this.control = new Control(plan.context(), plan.start().id(), plan.options());
    this.steps = new StepQueue(this, plan.lane().workers(), leave);
    this.idleWatch = new IdleWatch(plan.idleLimit(), steps::idleNanos, this::expire);
  }

  // ---- its beginning

  /** There is a connection; false if nobody wants it any more. */
  synchronized boolean activate(Lease lease) {
    if (!operation.runBegins(lease)) {
      return false;
    }
    phase = Phase.ACTIVE;
    return true;
  }

  /** It could not begin and waits once more; false if nobody wants that any more. */
  synchronized boolean deactivate() {
    if (!operation.runWaits()) {
      return false;
    }
    phase = Phase.WAITING;
    return true;
  }

  /** The transaction is open. If it is to end already, nobody calls the work. */
  void begun(Lease lease) {
    boolean wanted;
    synchronized (this) {
      wanted = phase == Phase.ACTIVE;
      steps.open(lease);
    }
    if (wanted) {
      idleWatch.start();
      plan.context().completions().add(() -> CurrentHolder.run(this, this::work));
    }
  }

  private void work() {
    Work.call(
        plan.work(),
        executor(root),
        (value, failure) ->
            root.close(failure, () -> enqueue(new EndStep<>(this, root, value, failure))));
  }

  // ---- its own queue

  /** Queues a step of the engine's own behind the earlier ones; answers why it cannot. */
  synchronized @Nullable DatabaseException enqueue(Step step) {
    if (phase != Phase.ACTIVE) {
      return closedError();
    }
    steps.add(step);
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

  void remove(Step step) {
    steps.remove(step);
  }

  /** The step that runs goes on after its run: no other one runs until {@link #resumeQueue}. */
  void keepQueue() {
    steps.keep();
  }

  /** It has ended. */
  void resumeQueue() {
    steps.letGo();
  }

  // ---- its end

  /** Nothing else can end it from now on; false if something has. */
  synchronized boolean beginEnd() {
    if (phase != Phase.ACTIVE) {
      return false;
    }
    phase = Phase.ENDING;
    return true;
  }

  /** Committed, rolled back, or never begun. */
  void ended(@Nullable T value, @Nullable Throwable failure) {
    synchronized (this) {
      phase = Phase.ENDED;
      steps.close();
    }
    idleWatch.stop();
    operation.runEnded(value, failure);
  }

  /** Ends it from outside: a cancel, a limit that passed, the database closing. */
  void abort(DatabaseException why) {
    List<Step> refused;
    synchronized (this) {
      if (!beginEnd()) {
        return;
      }
      aborted = why;
      refused = steps.drain();
      steps.add(new RollbackStep(this, why));
    }
    refused.forEach(step -> step.refuse(why));
    // Where the database does not react the caller is answered all the same.
    Timer.awayAfter(
        Operation.STOP_GRACE_NANOS,
        () -> {
          savepoints.fail(why.withOutcome(Outcome.UNKNOWN));
          operation.runIsStuck(why);
        });
  }

  private void expire() {
    abort(
        DatabaseException.of(
            ErrorKind.TRANSACTION_EXPIRED,
            "The transaction issued no statement for " + plan.idleLimit().toMillis() + " ms"));
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

  // ---- for its parts, and for those who ask what it holds

  /** Whether it takes statements; the caller holds the monitor. */
  boolean isActive() {
    return phase == Phase.ACTIVE;
  }

  @Override
  public synchronized boolean holds(Lane other) {
    return plan.lane() == other && phase != Phase.ENDED;
  }

  @Override
  public CurrentHolder.@Nullable Holder outer() {
    return operation.outer();
  }

  @Override
  public String instead() {
    return "the transaction from which it was made holds the last connection;"
        + " use the transaction that its function was given";
  }

  /** The number by which listeners know the transaction. */
  long id() {
    return plan.start().id();
  }

  OpenSavepoints savepoints() {
    return savepoints;
  }

  Control control() {
    return control;
  }

  TransactionExecutor executor(Scope scope) {
    return plan.executors().apply(scope);
  }
}
