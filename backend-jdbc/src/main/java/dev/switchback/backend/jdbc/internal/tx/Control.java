package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Listeners;
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

  Control(OperationContext context, long transaction, TransactionOptions options) {
    this.context = context;
    this.transaction = transaction;
    this.options = options;
  }

  @Nullable DatabaseException begin(Lease lease) {
    return run(UnitKind.BEGIN, lease, () -> lease.begin(options));
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
    Listeners listeners = context.listeners();
    UnitStart unit = listeners.started(transaction, kind, options.tag(), null);
    long begun = System.nanoTime();
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
    Duration ran = Duration.ofNanos(System.nanoTime() - begun);
    listeners.ended(new UnitEnd(unit, 0, Duration.ZERO, ran, Duration.ZERO, failure));
    return failure;
  }
}
