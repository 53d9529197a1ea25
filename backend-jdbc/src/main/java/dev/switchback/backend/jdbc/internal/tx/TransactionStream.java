package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.LaneTask.Next;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.RowQuery;
import dev.switchback.backend.jdbc.internal.stream.ReadMode;
import dev.switchback.backend.jdbc.internal.stream.StreamOperation;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A stream in a transaction: a step that keeps the queue from its turn until its subscriber has
 * heard of the end, or its rows are closed, whichever is later.
 */
final class TransactionStream<R extends Record> extends StreamOperation<R> implements Step {

  private final Scope scope;
  private final TransactionRun<?> transaction;

  /** Guarded by the transaction's monitor, as the next two. */
  private boolean keepsQueue;

  private boolean keepsConnection;
  private boolean over;

  TransactionStream(
      OperationContext context,
      UnitStart start,
      RowQuery<R> query,
      Scope scope,
      Duration idleLimit,
      Flow.Subscriber<? super R> subscriber) {
    super(context, start, query, idleLimit, subscriber);
    this.scope = scope;
    this.transaction = scope.transaction();
  }

  // ---- its turn

  /** It queues at once: its place among the statements is that of its subscription. */
  @Override
  protected void subscribed() {
    DatabaseException refusal = scope.open(this);
    if (refusal != null) {
      refuse(refusal);
    }
  }

  @Override
  protected void enqueue() {
    // It is queued already, and will be asked again when its turn has come.
  }

  @Override
  protected DatabaseException leaveQueue(DatabaseException why) {
    transaction.remove(this);
    return why;
  }

  @Override
  public void run(Lease lease) {
    DatabaseException doomed = scope.refusal();
    if (doomed != null) {
      refuse(doomed);
      return;
    }
    synchronized (transaction) {
      if (over) {
        return;
      }
      keepsQueue = true;
      keepsConnection = true;
      transaction.keepQueue();
    }
    if (turn(lease) != Next.KEEP) {
      release(lease);
    }
  }

  @Override
  protected void release(Lease lease) {
    synchronized (transaction) {
      keepsConnection = false;
      leaveIfOver();
    }
  }

  /** The caller holds the transaction's monitor. */
  private void leaveIfOver() {
    if (over && keepsQueue && !keepsConnection) {
      keepsQueue = false;
      transaction.resumeQueue();
    }
  }

  @Override
  public void refuse(DatabaseException why) {
    withdraw(why);
  }

  @Override
  protected ReadMode mode() {
    return ReadMode.BARE;
  }

  // ---- its end

  /** Whether it has ended; the caller holds the transaction's monitor. */
  boolean isOver() {
    return over;
  }

  /** The work of its scope has ended, successfully or not. */
  void workEnded(@Nullable Throwable failure) {
    if (failure == null) {
      mustAsk();
    } else {
      withdraw(
          DatabaseException.builder(
                  ErrorKind.TRANSACTION_CLOSED, "The work in which the stream was opened failed")
              .cause(failure)
              .build());
    }
  }

  @Override
  protected void settled(@Nullable Throwable failure) {
    super.settled(failure);
    if (failure != null && !cancelledEarly()) {
      scope.doom(DatabaseException.of(failure));
    }
  }

  @Override
  protected void announced() {
    synchronized (transaction) {
      over = true;
      leaveIfOver();
    }
    scope.streamEnded(this);
  }

  @Override
  protected void complete(Runnable completion) {
    super.complete(() -> CurrentHolder.run(transaction, completion));
  }
}
