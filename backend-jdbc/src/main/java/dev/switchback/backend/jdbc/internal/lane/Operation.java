package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work and its handle: waiting, then running, then settled, once.
 *
 * <p>Withdrawn while it waits, it settles at once. Withdrawn while it runs, the statement is
 * stopped first, so that the answer says what became of it; if the database does not react, the
 * caller is answered all the same, with outcome UNKNOWN.
 */
public abstract class Operation<T> extends Unit {

  /** How long the database may take to react before the caller is answered without it. */
  public static final long STOP_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long from then until its connection counts as lost. */
  private static final long CUT_NANOS = TimeUnit.SECONDS.toNanos(4);

  private enum State {
    WAITING,
    RUNNING,
    /** It has run, and what it did is not committed yet. */
    PENDING,
    SETTLED
  }

  private final Handle<T> handle = new Handle<>(this);

  private State state = State.WAITING;
  private @Nullable DatabaseException withdrawal;
  private @Nullable Interruption interruption;
  private @Nullable Lease lease;
  private @Nullable Future<?> deadline;

  protected Operation(OperationContext context, UnitStart start) {
    super(context, start);
  }

  /** What the caller gets. */
  public final Handle<T> handle() {
    return handle;
  }

  /** Withdrawn while it waits: leaves the queue. Answers why, with what more is known there. */
  protected abstract DatabaseException dequeue(DatabaseException why);

  /** Withdrawn while it runs: asks it to stop. */
  protected void stop(Interruption run, DatabaseException why) {
    run.request();
  }

  /** Runs a completion; a transaction marks the thread meanwhile. */
  protected void complete(Runnable completion) {
    context().completions().add(completion);
  }

  /** Sets the limit, counted from now; zero for none. */
  public final void expireAfter(Duration limit) {
    if (limit.isZero()) {
      return;
    }
    Future<?> timer = Timer.awayAfter(Nanos.of(limit), () -> expired(limit));
    synchronized (this) {
      deadline = timer;
      if (state != State.SETTLED) {
        return;
      }
    }
    timer.cancel(false);
  }

  private void expired(Duration limit) {
    withdraw(
        DatabaseException.builder(
                ErrorKind.TIMEOUT, "The operation took longer than " + limit.toMillis() + " ms")
            .sql(start().sql())
            .build());
  }

  /** The caller completed or cancelled the handle. */
  final void abandon() {
    withdraw(
        DatabaseException.builder(ErrorKind.CANCELLED, "The operation was cancelled")
            .sql(start().sql())
            .build());
  }

  /** Gives the operation up, for the given reason; the first one counts. */
  public void withdraw(DatabaseException why) {
    Interruption run = null;
    boolean pending;
    synchronized (this) {
      if (state == State.SETTLED || withdrawal != null) {
        return;
      }
      withdrawal = why;
      pending = state == State.PENDING;
      if (state == State.RUNNING) {
        run = interruption;
      }
    }
    if (pending) {
      settle(null, why.withOutcome(Outcome.UNKNOWN));
    } else if (run == null) {
      settle(null, dequeue(why));
    } else {
      stop(run, why);
      Timer.awayAfter(STOP_GRACE_NANOS, () -> noReaction(why));
    }
  }

  /**
   * It was to stop, and may go on for ever: nobody waits for it, and its connection is not kept.
   */
  protected final void noReaction(DatabaseException why) {
    Lease stuck;
    synchronized (this) {
      stuck = lease;
    }
    if (settle(null, why.withOutcome(Outcome.UNKNOWN)) && stuck != null) {
      Timer.after(CUT_NANOS, stuck::cut);
    }
  }

  /** Why it was withdrawn, or {@code null}. */
  protected final synchronized @Nullable DatabaseException withdrawal() {
    return withdrawal;
  }

  /** From waiting to running; {@code null} if it has been withdrawn meanwhile. */
  protected final synchronized @Nullable Interruption begin(Lease granted) {
    if (state == State.SETTLED || withdrawal != null) {
      return null;
    }
    runs();
    state = State.RUNNING;
    lease = granted;
    interruption = new Interruption(context().dialect());
    return interruption;
  }

  /** It has run; from now on nothing of it can be stopped. */
  protected final synchronized void awaitCommit() {
    if (state == State.RUNNING) {
      state = State.PENDING;
      interruption = null;
    }
  }

  /** Back to waiting; false if it has been withdrawn meanwhile. */
  protected final synchronized boolean waitAgain() {
    if (state == State.SETTLED || withdrawal != null) {
      return false;
    }
    state = State.WAITING;
    interruption = null;
    return true;
  }

  /** Ends a run: after this, no cancel for it is under way any more, or the lease knows. */
  protected static void finish(Interruption run, Lease lease) {
    lease.ended(run.finish());
  }

  /** Whether the result of a run that was to be stopped, and was not, still counts. */
  protected boolean keepsLateSuccess() {
    return false;
  }

  /** Settles with a result. */
  protected final void succeed(T value) {
    DatabaseException why = withdrawal();
    if (why == null || keepsLateSuccess()) {
      settle(value, null);
    } else {
      settle(null, why.withOutcome(Outcome.ROLLED_BACK));
    }
  }

  /** Settles with a failure; that of a statement which was stopped tells why it was. */
  protected final void fail(Throwable failure) {
    DatabaseException why = withdrawal();
    if (why == null) {
      settle(null, failure);
    } else {
      Outcome outcome =
          failure instanceof DatabaseException known ? known.outcome() : Outcome.ROLLED_BACK;
      settle(null, why.withOutcome(outcome));
    }
  }

  /** False if it has been settled before. */
  private boolean settle(@Nullable T value, @Nullable Throwable end) {
    long now = System.nanoTime();
    Future<?> timer;
    synchronized (this) {
      if (state == State.SETTLED) {
        return false;
      }
      state = State.SETTLED;
      lease = null;
      timer = deadline;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    Throwable failure = end == null ? null : told(end);
    settled(failure);
    report(now, failure);
    complete(
        () -> {
          if (failure == null) {
            handle.deliver(value);
          } else {
            handle.fail(failure);
          }
        });
    return true;
  }

  /** The failure as the caller and the listeners are told. */
  protected Throwable told(Throwable failure) {
    return failure;
  }

  /** Called once, when it settles, before anybody is told. */
  protected void settled(@Nullable Throwable failure) {}
}
