package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.lane.IdleWatch;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.LaneTask.Next;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.Attempt;
import dev.switchback.backend.jdbc.internal.query.OpenRows.Slice;
import dev.switchback.backend.jdbc.internal.query.RowQuery;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitStart;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A stream. Each reading of a few rows is a run of the operation; between two it waits, without a
 * thread, and keeps its connection. Its handle completes with it, and then the subscriber is told.
 */
public abstract class StreamOperation<R extends Record> extends Operation<Void> {

  private final StreamReader<R> reader;
  private final Outlet<R> outlet;
  private final IdleWatch idleWatch;

  /** The connection, between two runs. Who takes it away uses it, or gives it back. */
  private final AtomicReference<@Nullable Lease> kept = new AtomicReference<>();

  private volatile boolean begun;
  private volatile boolean cancelledEarly;

  protected StreamOperation(
      OperationContext context,
      UnitStart start,
      RowQuery<R> query,
      Duration idleLimit,
      Flow.Subscriber<? super R> subscriber) {
    super(context, start);
    this.reader = new StreamReader<>(context.dialect(), query);
    this.outlet = new Outlet<>(new Source(), subscriber);
    this.idleWatch = new IdleWatch(idleLimit, outlet::idleNanos, () -> expire(idleLimit));
    handle().whenComplete((nothing, failure) -> outlet.end(failure));
  }

  private void expire(Duration idleLimit) {
    withdraw(
        error(
            ErrorKind.TIMEOUT,
            "The stream's subscriber did nothing for " + idleLimit.toMillis() + " ms"));
  }

  private DatabaseException error(ErrorKind kind, String message) {
    return DatabaseException.builder(kind, message).sql(start().sql()).build();
  }

  // ---- what streams differ in

  /** The subscriber has its subscription. */
  protected abstract void subscribed();

  /** Queues it, if it is not. */
  protected abstract void enqueue();

  /** Takes it out of the queue, if it is there; answers why, with what more is known there. */
  protected abstract DatabaseException leaveQueue(DatabaseException why);

  /** How its rows are read. */
  protected abstract ReadMode mode();

  /** Its rows are closed, after a run that was not the queue's own. */
  protected abstract void release(Lease lease);

  /** It has ended, and the listeners know. */
  protected abstract void announced();

  /** A run has failed, and the rows are closed. */
  protected Next failed(DatabaseException failure, Lease lease) {
    if (failure.kind() == ErrorKind.CONNECTION) {
      lease.markBroken();
    }
    fail(failure.withOutcome(Outcome.ROLLED_BACK));
    return Next.RELEASE;
  }

  /** What is left behind if it ends now. */
  protected Outcome outcome() {
    return Outcome.ROLLED_BACK;
  }

  // ---- its beginning

  /** Gives the subscriber its subscription. */
  public final void subscribe() {
    idleWatch.start();
    if (outlet.open()) {
      subscribed();
    }
  }

  /** From now on rows are read when the subscriber asks for them. */
  protected final void ready() {
    outlet.take(new Slice<>(List.of(), false));
  }

  // ---- its runs

  /** Reads some rows and hands them on. KEEP if the connection is still needed. */
  protected final Next readOn(Lease lease) {
    return run(lease, run -> reader.read(mode(), lease, run));
  }

  /** Its turn has come, and nobody may have asked for rows yet. */
  protected final Next turn(Lease lease) {
    return run(lease, run -> new Slice<>(List.of(), false));
  }

  @FunctionalInterface
  private interface Reading<R> {
    Slice<R> read(Interruption run) throws SQLException;
  }

  private Next run(Lease lease, Reading<R> reading) {
    Interruption run = begin(lease);
    if (run == null) {
      reader.close(lease);
      return Next.WITHDRAWN;
    }
    begun = true;
    Attempt<Slice<R>> attempt =
        Attempt.of(context().dialect(), start().sql(), () -> reading.read(run));
    finish(run, lease);
    if (attempt.failure() != null) {
      return failed(attempt.failure(), lease);
    }
    Slice<R> slice = attempt.value();
    kept.set(slice.last() ? null : lease);
    if (waitAgain()) {
      outlet.take(slice);
      return slice.last() ? Next.RELEASE : Next.KEEP;
    }
    kept.set(null);
    reader.close(lease);
    fail(error(ErrorKind.CANCELLED, "The stream was stopped").withOutcome(outcome()));
    return Next.RELEASE;
  }

  /** Whether rows have come, or their end. */
  protected final boolean answered() {
    return reader.answered();
  }

  // ---- its end

  /** Whether it ended because the subscriber wanted no more, and was not waiting for any. */
  protected final boolean cancelledEarly() {
    return cancelledEarly && withdrawal() != null && withdrawal().kind() == ErrorKind.CANCELLED;
  }

  /** From now on a subscriber that asks for nothing is at fault. */
  protected final void mustAsk() {
    outlet.mustAsk();
  }

  @Override
  public void withdraw(DatabaseException why) {
    outlet.stop();
    super.withdraw(begun ? why.withOutcome(outcome()) : why);
  }

  /** Withdrawn between two runs, or before the first. */
  @Override
  protected final DatabaseException dequeue(DatabaseException why) {
    Lease lease = kept.getAndSet(null);
    if (lease == null) {
      return leaveQueue(why);
    }
    lease
        .lane()
        .workers()
        .execute(
            () -> {
              reader.close(lease);
              release(lease);
            });
    return why;
  }

  @Override
  protected void settled(@Nullable Throwable failure) {
    idleWatch.stop();
  }

  @Override
  protected final void announce(UnitEnd end) {
    super.announce(
        new UnitEnd(
            end.start(),
            end.failure() == null ? reader.rowCount() : outlet.given(),
            end.waited(),
            Duration.ofNanos(reader.executeNanos()),
            Duration.ofNanos(reader.readNanos()),
            end.failure()));
    announced();
  }

  /** What the outlet asks of it. */
  private final class Source implements RowSource {

    @Override
    public void read() {
      Lease lease = kept.get();
      if (lease != null) {
        lease.lane().workers().execute(this::readKept);
      } else if (!begun) {
        enqueue();
      }
    }

    private void readKept() {
      Lease lease = kept.getAndSet(null);
      if (lease != null && readOn(lease) != Next.KEEP) {
        release(lease);
      }
    }

    @Override
    public void finish() {
      succeed(null);
    }

    @Override
    public void cancelled(boolean early) {
      cancelledEarly = early;
      withdraw(error(ErrorKind.CANCELLED, "The subscriber cancelled the stream"));
    }

    @Override
    public void broken(DatabaseException why) {
      withdraw(why);
    }

    @Override
    public void deliver(Runnable delivery) {
      complete(delivery);
    }
  }
}
