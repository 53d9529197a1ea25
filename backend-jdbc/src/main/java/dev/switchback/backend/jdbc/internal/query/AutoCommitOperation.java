package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.LaneTask;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.Operation;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitStart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job on its own: one turn on a lane, committed when it is done. */
public final class AutoCommitOperation<T> extends Operation<T> implements LaneTask {

  private final Job<T> job;
  private final @Nullable TransactionOptions transaction;
  private final Lane writer;
  private final Duration lockTimeout;
  private volatile Lane lane;
  private long lockedSince;

  /**
   * An operation.
   *
   * @param transaction in what transaction to run it, or {@code null} for none
   * @param writer the lane on which it is tried once more if {@code lane} cannot write
   */
  public AutoCommitOperation(
      OperationContext context,
      UnitStart start,
      Job<T> job,
      @Nullable TransactionOptions transaction,
      Lane lane,
      Lane writer,
      Duration lockTimeout) {
    super(context, start);
    this.job = job;
    this.transaction = transaction;
    this.lane = lane;
    this.writer = writer;
    this.lockTimeout = lockTimeout;
  }

  /** Queues it. */
  public void submit() {
    lane.submit(this);
  }

  @Override
  public Next run(Lease lease) {
    Interruption run = begin();
    if (run == null) {
      return Next.RELEASE;
    }
    Meter meter = new Meter();
    Connection connection = lease.connection();
    Attempt<T> attempt =
        Attempt.of(
            context().dialect(),
            job.sql(),
            () ->
                transaction == null
                    ? job.run(connection, run, meter)
                    : inTransaction(transaction, connection, run, meter));
    finish(run, lease);
    if (attempt.failure() != null) {
      return failed(attempt.failure(), lease);
    }
    measured(meter.rows(), meter.decodeNanos());
    succeed(attempt.value());
    return Next.RELEASE;
  }

  private T inTransaction(
      TransactionOptions options, Connection connection, Interruption run, Meter meter)
      throws SQLException {
    Dialect dialect = context().dialect();
    dialect.begin(connection, options);
    try {
      T value = job.run(connection, run, meter);
      if (run.isRequested()) {
        throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
      }
      dialect.commit(connection);
      return value;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        dialect.rollback(connection);
      } catch (SQLException rollbackFailed) {
        e.addSuppressed(rollbackFailed);
      }
      throw e;
    } finally {
      dialect.end(connection, options);
    }
  }

  private Next failed(DatabaseException failure, Lease lease) {
    switch (failure.kind()) {
      case BUSY:
        if (stillPatient() && waitAgain()) {
          return Next.RETRY;
        }
        break;
      case READ_ONLY:
        if (job.access() == Access.AUTO && lane != writer && waitAgain()) {
          lane = writer;
          submit();
          return Next.RELEASE;
        }
        break;
      case CONNECTION:
        lease.markBroken();
        if (job.access() != Access.READ) {
          failure = failure.toBuilder().cause(failure).outcome(Outcome.UNKNOWN).build();
        }
        break;
      default:
        break;
    }
    fail(failure);
    return Next.RELEASE;
  }

  private boolean stillPatient() {
    long now = System.nanoTime();
    if (lockedSince == 0) {
      lockedSince = now;
    }
    return lockTimeout.isZero() || now - lockedSince < lockTimeout.toNanos();
  }

  /** A read whose result came although it was to be stopped is of no use; a write has happened. */
  @Override
  protected boolean keepsLateSuccess() {
    return job.access() == Access.WRITE;
  }

  @Override
  protected void dequeue() {
    lane.remove(this);
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
