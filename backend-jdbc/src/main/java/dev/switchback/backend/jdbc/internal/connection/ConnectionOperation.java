package dev.switchback.backend.jdbc.internal.connection;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.CurrentHolder.Holder;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.LaneTask;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.lane.Workers;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitStart;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.ConnectionCallable;
import org.jspecify.annotations.Nullable;

/**
 * A function of the application on a connection of a lane, and on a thread that is not the lane's:
 * it may block for as long as it likes.
 */
public final class ConnectionOperation<T> extends Operation<T> implements LaneTask, Holder {

  private static final TransactionOptions READ_ONLY = TransactionOptions.defaults().asReadOnly();

  private final ConnectionCallable<T> work;
  private final Lane lane;
  private final boolean readOnly;
  private @Nullable Thread thread;
  private volatile @Nullable Holder outer = CurrentHolder.ofThisThread();
  private volatile boolean ended;

  /** An operation; {@code readOnly} keeps the function from writing. */
  public ConnectionOperation(
      OperationContext context,
      UnitStart start,
      ConnectionCallable<T> work,
      Lane lane,
      boolean readOnly) {
    super(context, start);
    this.work = work;
    this.lane = lane;
    this.readOnly = readOnly;
  }

  @Override
  public Next run(Lease lease) {
    Interruption run = begin(lease);
    if (run == null) {
      return Next.WITHDRAWN;
    }
    Workers.statements().execute(() -> use(lease, run));
    return Next.KEEP;
  }

  private void use(Lease lease, Interruption run) {
    T value = null;
    Throwable failure = null;
    try {
      value = lend(lease, run);
    } catch (Throwable e) {
      failure = e;
    }
    lease.restore();
    if (failure == null) {
      succeed(value);
    } else {
      fail(translated(failure));
    }
    ended = true;
    lane.forget(this);
    lane.workers().execute(lease::release);
  }

  private T lend(Lease lease, Interruption run) throws Throwable {
    Connection connection = lease.session().connection();
    LentConnection lent = new LentConnection(connection);
    // Runs nothing. A cancel goes to the connection, and asks for it by a statement.
    try (Statement target = connection.createStatement()) {
      run.running(target);
      if (readOnly) {
        lease.begin(READ_ONLY);
      }
      lease.lend();
      enter();
      return CurrentHolder.call(this, () -> work.run(lent.shown()));
    } finally {
      leave();
      finish(run, lease);
      lent.end();
    }
  }

  private synchronized void enter() {
    thread = Thread.currentThread();
    if (withdrawal() != null) {
      throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
    }
  }

  /** From now on nobody interrupts the thread, and it forgets that somebody did. */
  private synchronized void leave() {
    thread = null;
    Thread.interrupted();
  }

  @Override
  protected synchronized void stop(Interruption run, DatabaseException why) {
    super.stop(run, why);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private Throwable translated(Throwable failure) {
    if (failure instanceof SQLException known) {
      return context().dialect().translate(known, null).withOutcome(outcome());
    }
    return withdrawal() == null ? failure : DatabaseException.of(failure).withOutcome(outcome());
  }

  private Outcome outcome() {
    return readOnly ? Outcome.ROLLED_BACK : Outcome.UNKNOWN;
  }

  @Override
  public boolean holds(Lane other) {
    return lane == other && !ended;
  }

  @Override
  public @Nullable Holder outer() {
    return outer;
  }

  @Override
  public String instead() {
    return "the function from which it was made holds the last connection;"
        + " use the connection that it was given";
  }

  @Override
  protected void settled(@Nullable Throwable failure) {
    outer = null;
  }

  @Override
  protected boolean keepsLateSuccess() {
    return !readOnly;
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
}
