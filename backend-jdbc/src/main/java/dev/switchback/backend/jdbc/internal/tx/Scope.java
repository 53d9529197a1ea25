package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The state of a transaction, or of a savepoint within it, as the engine keeps it: the databases
 * disagree on what an error leaves behind, and one driver reports a doomed commit as a success.
 *
 * <p>Guarded by the transaction's monitor.
 */
final class Scope {

  private final TransactionRun<?> transaction;
  private final @Nullable Scope parent;
  private final Deque<SavepointRun<?>> waiting = new ArrayDeque<>();
  private @Nullable DatabaseException doomed;
  private @Nullable Runnable whenQuiet;
  private boolean rollbackOnly;
  private boolean closed;
  private boolean savepointOpen;

  Scope(TransactionRun<?> transaction, @Nullable Scope parent) {
    this.transaction = transaction;
    this.parent = parent;
  }

  TransactionRun<?> transaction() {
    return transaction;
  }

  /** The first failure, or {@code null} while the scope can still commit. */
  @Nullable DatabaseException doomed() {
    synchronized (transaction) {
      return doomed;
    }
  }

  boolean isRollbackOnly() {
    synchronized (transaction) {
      return rollbackOnly;
    }
  }

  void setRollbackOnly() {
    synchronized (transaction) {
      rollbackOnly = true;
    }
  }

  /** Why a statement cannot be accepted now, or {@code null}; a wrong use dooms the scope. */
  @Nullable DatabaseException admission() {
    synchronized (transaction) {
      if (closed || !transaction.isActive()) {
        return transaction.closedError();
      }
      if (savepointOpen) {
        DatabaseException wrong =
            DatabaseException.of(
                ErrorKind.ILLEGAL_USE,
                "A savepoint is open: until it ends, use the transaction that its work was given");
        doom(wrong);
        return wrong;
      }
      return refusal();
    }
  }

  /** Why an accepted statement cannot run any more, or {@code null}. */
  @Nullable DatabaseException refusal() {
    synchronized (transaction) {
      for (Scope scope = this; scope != null; scope = scope.parent) {
        if (scope.doomed != null) {
          return rolledBack(scope.doomed);
        }
      }
      return null;
    }
  }

  static DatabaseException rolledBack(DatabaseException cause) {
    return DatabaseException.builder(
            ErrorKind.TRANSACTION_ROLLED_BACK,
            "An earlier statement of the transaction failed: " + cause.getMessage())
        .outcome(Outcome.ROLLED_BACK)
        .cause(cause)
        .build();
  }

  /** A statement failed. A cancel may have undone more than this scope, so it dooms all of them. */
  void doom(DatabaseException failure) {
    if (failure.kind() == ErrorKind.TRANSACTION_CLOSED) {
      return; // it came too late to be a part: nothing of the work is missing
    }
    synchronized (transaction) {
      boolean all =
          switch (failure.kind()) {
            case CANCELLED, TIMEOUT, CONNECTION -> true;
            default -> false;
          };
      for (Scope scope = this; scope != null; scope = all ? scope.parent : null) {
        if (scope.doomed == null) {
          scope.doomed = failure;
        }
      }
    }
  }

  /** Opens a savepoint, or lets it wait for the one that is open; answers why it cannot. */
  @Nullable DatabaseException enter(SavepointRun<?> savepoint) {
    synchronized (transaction) {
      DatabaseException refusal =
          closed || !transaction.isActive() ? transaction.closedError() : refusal();
      if (refusal != null) {
        return refusal;
      }
      transaction.savepoints().add(savepoint);
      if (savepointOpen) {
        waiting.add(savepoint);
        return null;
      }
      savepointOpen = true;
    }
    if (!savepoint.open()) {
      savepointEnded();
    }
    return null;
  }

  /** The open savepoint has ended: the next one that waits is opened. */
  void savepointEnded() {
    SavepointRun<?> next;
    Runnable quiet = null;
    do {
      synchronized (transaction) {
        next = waiting.poll();
        if (next == null) {
          savepointOpen = false;
          quiet = whenQuiet;
          whenQuiet = null;
        }
      }
    } while (next != null && !next.open());
    if (quiet != null) {
      quiet.run();
    }
  }

  /** Accepts nothing more, and goes on with {@code then} when no savepoint is open any more. */
  void close(Runnable then) {
    synchronized (transaction) {
      closed = true;
      if (savepointOpen) {
        whenQuiet = then;
        return;
      }
    }
    then.run();
  }
}
