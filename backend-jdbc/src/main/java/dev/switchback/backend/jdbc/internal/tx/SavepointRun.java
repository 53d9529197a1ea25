package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work under a savepoint: two steps in the transaction's queue, and a scope between them. */
final class SavepointRun<T> extends Operation<T> {

  private final TransactionRun<?> transaction;
  private final Scope outer;
  private final Scope scope;
  private final TransactionWork<T> work;

  /** Made by the engine and unique, so that nothing needs quoting and nothing shadows. */
  private final String name;

  SavepointRun(OperationContext context, UnitStart start, Scope outer, TransactionWork<T> work) {
    super(context, start);
    this.transaction = outer.transaction();
    this.outer = outer;
    this.scope = new Scope(transaction, outer);
    this.work = work;
    this.name = "sb_" + start.id();
  }

  /** Its turn has come: no sibling is open. False if the transaction has ended meanwhile. */
  boolean open() {
    DatabaseException refusal = transaction.enqueue(step(this::opened));
    if (refusal != null) {
      fail(refusal);
    }
    return refusal == null;
  }

  private void opened(Lease lease) {
    if (outer.refusal() != null) {
      leave(null, outer.refusal());
      return;
    }
    begin(lease);
    DatabaseException failure = control(UnitKind.SAVEPOINT, lease, "savepoint " + name);
    if (failure != null) {
      outer.doom(failure);
      leave(null, failure);
      return;
    }
    complete(() -> Work.call(work, transaction.executor(scope), this::workDone));
  }

  private void workDone(@Nullable T value, @Nullable Throwable failure) {
    scope.close(
        () -> {
          DatabaseException refusal =
              transaction.enqueue(step(lease -> end(lease, value, failure)));
          if (refusal != null) {
            leave(null, refusal);
          }
        });
  }

  private void end(Lease lease, @Nullable T value, @Nullable Throwable failure) {
    DatabaseException doomed = scope.doomed();
    if (failure == null && doomed == null && !scope.isRollbackOnly()) {
      DatabaseException lost = control(UnitKind.RELEASE, lease, "release savepoint " + name);
      if (lost != null) {
        outer.doom(lost);
      }
      leave(value, lost);
      return;
    }
    undo(lease);
    if (failure != null) {
      leave(null, failure);
    } else if (doomed != null) {
      leave(null, Scope.rolledBack(doomed));
    } else {
      leave(value, null);
    }
  }

  /** Where this fails, the database has undone more than the savepoint: nothing can be saved. */
  private void undo(Lease lease) {
    DatabaseException lost =
        control(
            UnitKind.ROLLBACK_TO_SAVEPOINT,
            lease,
            "rollback to savepoint " + name,
            "release savepoint " + name);
    if (lost != null) {
      outer.doom(lost);
    }
  }

  /** The outer scope is open again before anybody hears of the end. */
  private void leave(@Nullable T value, @Nullable Throwable failure) {
    outer.savepointEnded();
    if (failure == null) {
      succeed(value);
    } else {
      fail(failure);
    }
  }

  private @Nullable DatabaseException control(UnitKind kind, Lease lease, String... statements) {
    return transaction.control().execute(kind, lease, statements);
  }

  private Step step(Consumer<Lease> action) {
    return new Step() {
      @Override
      public void run(Lease lease) {
        action.accept(lease);
      }

      @Override
      public void refuse(DatabaseException why) {
        leave(null, why);
      }
    };
  }

  /** It cannot begin, or the transaction has ended while its work was under way. */
  void refuse(DatabaseException why) {
    fail(why);
  }

  /** A cancel may hit anything on the connection, so it ends the whole transaction. */
  @Override
  public void withdraw(DatabaseException why) {
    transaction.abort(why);
    fail(why);
  }

  @Override
  protected void settled(@Nullable Throwable failure) {
    transaction.savepoints().remove(this);
  }

  /** Listeners hear of its beginning and its end, as of the transaction's own. */
  @Override
  protected void announce(UnitEnd end) {}

  @Override
  protected DatabaseException dequeue(DatabaseException why) {
    throw new IllegalStateException("A savepoint waits in its scope only");
  }

  @Override
  protected void complete(Runnable completion) {
    super.complete(() -> CurrentTransaction.run(transaction, completion));
  }
}
