package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener.Retry;
import dev.switchback.database.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction as its caller sees it: one handle and one limit, over all runs that it takes. */
final class TransactionOperation<T> extends Operation<T> {

  private final TransactionPlan<T> plan;

  /** With what the attempts before the current one have failed. */
  private final List<Throwable> earlier = new ArrayList<>();

  private TransactionTurn<T> turn;
  private CurrentHolder.@Nullable Holder outer;

  /** A transaction; {@code outer} is the one in whose work it was called, if any. */
  TransactionOperation(TransactionPlan<T> plan, CurrentHolder.@Nullable Holder outer) {
    super(plan.context(), plan.start());
    this.plan = plan;
    this.outer = outer;
    this.turn = new TransactionTurn<>(this, plan);
  }

  void submit() {
    plan.lane().submit(turn);
  }

  synchronized CurrentHolder.@Nullable Holder outer() {
    return outer;
  }

  /** Its run has got a connection; false if it has been withdrawn meanwhile. */
  boolean runBegins(Lease lease) {
    return begin(lease) != null;
  }

  /** Its run was given up, and the database does not react. */
  void runIsStuck(DatabaseException why) {
    noReaction(why);
  }

  /** Its run waits once more for what it needs; false if it has been withdrawn meanwhile. */
  boolean runWaits() {
    return waitAgain();
  }

  /** Its run has ended, or could not begin. */
  void runEnded(@Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      succeed(value);
    } else if (!retry(failure)) {
      fail(failure);
    }
  }

  private boolean retry(Throwable failure) {
    DatabaseException conflict = RetryPolicy.conflict(failure);
    TransactionTurn<T> next;
    int attempt;
    synchronized (this) {
      attempt = earlier.size() + 1;
      if (conflict == null || attempt > plan.options().retries() || !waitAgain()) {
        return false;
      }
      earlier.add(failure);
      next = new TransactionTurn<>(this, plan);
      turn = next;
    }
    long pause = RetryPolicy.pauseNanos(attempt);
    context().listeners().retrying(new Retry(start(), attempt, conflict, Duration.ofNanos(pause)));
    plan.lane().goOnAfter(pause, next);
    return true;
  }

  private synchronized TransactionTurn<T> turn() {
    return turn;
  }

  /** Given up in its pause it may have been the last that a closing database waits for. */
  @Override
  public void withdraw(DatabaseException why) {
    super.withdraw(why);
    plan.lane().completeDrainIfIdle();
  }

  @Override
  protected void stop(Interruption unused, DatabaseException why) {
    turn().run().abort(why);
  }

  @Override
  protected DatabaseException dequeue(DatabaseException why) {
    return plan.lane().remove(turn(), why);
  }

  /** It was to be stopped, and had been committed. */
  @Override
  protected boolean keepsLateSuccess() {
    return true;
  }

  @Override
  protected Throwable told(Throwable failure) {
    List<Throwable> conflicts;
    synchronized (this) {
      conflicts = List.copyOf(earlier);
    }
    if (conflicts.isEmpty()) {
      return failure;
    }
    Throwable told =
        failure instanceof DatabaseException last ? numbered(last, conflicts.size() + 1) : failure;
    for (Throwable conflict : conflicts) {
      if (conflict != told) {
        told.addSuppressed(conflict);
      }
    }
    return told;
  }

  private DatabaseException numbered(DatabaseException last, int attempt) {
    int most = plan.options().retries() + 1;
    return last.toBuilder()
        .message(last.getMessage() + " (attempt " + attempt + " of " + most + ")")
        .outcome(last.outcome() == Outcome.UNKNOWN ? Outcome.UNKNOWN : Outcome.ROLLED_BACK)
        .build();
  }

  /** Who looks for the transactions around this one need not find those of long ago. */
  @Override
  protected void settled(@Nullable Throwable failure) {
    turn().run().control().settled(failure);
    synchronized (this) {
      outer = null;
    }
  }

  @Override
  protected void account(long waited, long ran) {
    plan.lane().account(waited, ran);
  }
}
