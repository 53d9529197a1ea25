package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.Attempt;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The statements by which the engine itself steers a transaction; listeners are told of each. */
final class Control {

  /** Something to do, without a result. */
  @FunctionalInterface
  private interface Action {
    void run() throws SQLException;
  }

  private final OperationContext context;
  private final long transaction;
  private final TransactionOptions options;
  private @Nullable UnitStart beginning;
  private long beginningSince;

  Control(OperationContext context, long transaction, TransactionOptions options) {
    this.context = context;
    this.transaction = transaction;
    this.options = options;
  }

  /** Begins, or tries again to: for the listeners all attempts are one. */
  @Nullable DatabaseException begin(Lease lease) {
    synchronized (this) {
      if (beginning == null) {
        beginning = started(UnitKind.BEGIN);
        beginningSince = System.nanoTime();
      }
    }
    DatabaseException failure = attempt(lease, () -> lease.begin(options));
    if (failure == null || failure.kind() != ErrorKind.BUSY) {
      settled(failure);
    }
    return failure;
  }

  /** Nothing is tried any more: if it has not begun yet, it will not. */
  synchronized void settled(@Nullable Throwable failure) {
    if (beginning != null) {
      ended(beginning, beginningSince, failure);
      beginning = null;
    }
  }

  @Nullable DatabaseException commit(Lease lease) {
    return run(UnitKind.COMMIT, lease, () -> lease.commit(options));
  }

  @Nullable DatabaseException rollBack(Lease lease) {
    return run(UnitKind.ROLLBACK, lease, () -> lease.rollBack(options));
  }

  @Nullable DatabaseException execute(UnitKind kind, Lease lease, String... statements) {
    return run(
        kind,
        lease,
        () -> {
          try (Statement statement = lease.session().connection().createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
        });
  }

  private @Nullable DatabaseException run(UnitKind kind, Lease lease, Action action) {
    UnitStart unit = started(kind);
    long begun = System.nanoTime();
    DatabaseException failure = attempt(lease, action);
    ended(unit, begun, failure);
    return failure;
  }

  private @Nullable DatabaseException attempt(Lease lease, Action action) {
    DatabaseException failure =
        Attempt.of(
                context.dialect(),
                null,
                () -> {
                  action.run();
                  return true;
                })
            .failure();
    if (failure != null && failure.kind() == ErrorKind.CONNECTION) {
      lease.markBroken();
    }
    return failure;
  }

  private UnitStart started(UnitKind kind) {
    return context.listeners().started(transaction, kind, options.tag(), null);
  }

  private void ended(UnitStart unit, long begun, @Nullable Throwable failure) {
    Duration ran = Duration.ofNanos(System.nanoTime() - begun);
    context.listeners().ended(new UnitEnd(unit, 0, Duration.ZERO, ran, Duration.ZERO, failure));
  }
}
