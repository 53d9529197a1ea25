package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.LaneTask;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.lane.Patience;
import dev.switchback.backend.jdbc.internal.query.AutoCommitOperation;
import dev.switchback.backend.jdbc.internal.query.RowQuery;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.UnitStart;
import java.util.concurrent.Flow;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A stream on its own: one turn on a lane, which keeps the connection until the last row is read.
 *
 * <p>Where the connection can write it reads in a transaction that cannot: some drivers read bit by
 * bit only in a transaction, and of a write that is given up half-way nobody could say what it has
 * done. So a query that writes is run in one go instead, and is then committed.
 */
public final class DatabaseStream<R extends Record> extends StreamOperation<R>
    implements LaneTask, CurrentHolder.Holder {

  private final StreamPlan plan;
  private final Patience patience;
  private volatile Lane lane;
  private volatile ReadMode mode;
  private volatile CurrentHolder.@Nullable Holder outer = CurrentHolder.ofThisThread();
  private volatile boolean over;
  private volatile long turnNanos;
  private volatile long releasedNanos;

  /** A stream, to be given to its subscriber. */
  public DatabaseStream(
      OperationContext context,
      UnitStart start,
      RowQuery<R> query,
      StreamPlan plan,
      Flow.Subscriber<? super R> subscriber) {
    super(context, start, query, plan.idleLimit(), subscriber);
    this.plan = plan;
    this.patience = new Patience(plan.lockTimeout());
    this.lane = plan.lane();
    this.mode = plan.mode();
  }

  // ---- its turn

  /** It queues for a connection when rows are wanted. */
  @Override
  protected void subscribed() {
    ready();
  }

  @Override
  protected void enqueue() {
    lane.submit(this);
  }

  @Override
  protected DatabaseException leaveQueue(DatabaseException why) {
    return lane.remove(this, why);
  }

  @Override
  public Next run(Lease lease) {
    turnNanos = System.nanoTime();
    Next next = readOn(lease);
    if (next == Next.RELEASE) {
      releasedNanos = System.nanoTime();
    }
    return next;
  }

  @Override
  protected void release(Lease lease) {
    releasedNanos = System.nanoTime();
    lane.forget(this);
    lease.release();
  }

  @Override
  public void refuse(DatabaseException why) {
    withdraw(why);
  }

  @Override
  protected ReadMode mode() {
    return mode;
  }

  // ---- what may go wrong

  @Override
  protected Next failed(DatabaseException failure, Lease lease) {
    boolean first = !answered();
    switch (failure.kind()) {
      case BUSY:
        if (!first) {
          break;
        }
        if (patience.isLeft(lease) && waitAgain()) {
          return Next.RETRY;
        }
        fail(patience.spent(failure).withOutcome(Outcome.ROLLED_BACK));
        return Next.RELEASE;
      case READ_ONLY:
        if (first && plan.refusalOfWriter() != null) {
          fail(plan.refusalOfWriter());
          return Next.RELEASE;
        }
        if (first && mode != ReadMode.WHOLE && plan.writer() != null && waitAgain()) {
          return runAsWrite(plan.writer(), lease);
        }
        break;
      case CONNECTION:
        lease.markBroken();
        break;
      default:
        break;
    }
    boolean unknown = failure.kind() == ErrorKind.CONNECTION || AutoCommitOperation.hadRun(failure);
    fail(
        failure.withOutcome(
            mode == ReadMode.WHOLE && unknown ? Outcome.UNKNOWN : Outcome.ROLLED_BACK));
    return Next.RELEASE;
  }

  private Next runAsWrite(Lane writer, Lease lease) {
    mode = ReadMode.WHOLE;
    if (lane == writer) {
      return run(lease);
    }
    lane = writer;
    lane.goOn(this);
    return Next.RELEASE;
  }

  @Override
  protected Outcome outcome() {
    return mode == ReadMode.WHOLE && answered() ? Outcome.UNKNOWN : Outcome.ROLLED_BACK;
  }

  // ---- what others ask

  @Override
  protected void settled(@Nullable Throwable failure) {
    super.settled(failure);
    over = true;
    outer = null;
  }

  @Override
  protected void announced() {}

  @Override
  protected void account(long waited, long ran) {
    lane.account(waited, releasedNanos == 0 ? ran : releasedNanos - turnNanos);
  }

  /**
   * Until the end, however many rows there are: or small results would allow what large ones do
   * not.
   */
  @Override
  public boolean holds(Lane other) {
    return !over && lane == other;
  }

  @Override
  public CurrentHolder.@Nullable Holder outer() {
    return outer;
  }

  @Override
  public String instead() {
    return "the stream from whose subscriber it was made holds the last connection;"
        + " wait for its end, or cancel it";
  }

  @Override
  protected void complete(Runnable completion) {
    super.complete(() -> CurrentHolder.run(this, completion));
  }
}
