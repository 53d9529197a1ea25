package dev.switchback.backend.jdbc.internal;

import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.AutoCommitOperation;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.JobExecutor;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.backend.jdbc.internal.tx.CurrentTransaction;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitStart;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The query methods of a database: each call takes one turn on a lane. */
class DatabaseExecutor extends JobExecutor {

  private final DatabaseConfig config;
  private final OperationContext context;
  private final Lane reader;
  private final Lane writer;
  private final QueryOptions options;

  DatabaseExecutor(
      DatabaseConfig config,
      OperationContext context,
      Jobs jobs,
      Lane reader,
      Lane writer,
      QueryOptions options) {
    super(jobs);
    this.config = config;
    this.context = context;
    this.reader = reader;
    this.writer = writer;
    this.options = options;
  }

  @Override
  public final QueryExecutor with(QueryOptions other) {
    return new DatabaseExecutor(
        config, context, jobs(), reader, writer, Objects.requireNonNull(other));
  }

  @Override
  protected @Nullable DatabaseException refusal() {
    return null;
  }

  @Override
  protected final void failed(DatabaseException failure) {
    // Nothing hangs on it: each call stands for itself.
  }

  @Override
  protected final <T> CompletableFuture<T> submit(Job<T> job) {
    Access access = options.access() == Access.AUTO ? job.access() : options.access();
    Lane lane = access == Access.WRITE ? writer : reader;
    DatabaseException refusal = CurrentTransaction.wouldWaitForItself(lane);
    if (refusal == null && access == Access.READ && job.access() == Access.WRITE) {
      refusal = DatabaseException.of(ErrorKind.READ_ONLY, "A write was issued as a read");
    }
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    UnitStart start = context.listeners().started(0, job.kind(), options.tag(), job.sql());
    AutoCommitOperation<T> operation =
        new AutoCommitOperation<>(
            context,
            start,
            job,
            transactionFor(job),
            lane,
            options.access() == Access.AUTO ? writer : lane,
            config.lockTimeout());
    operation.expireAfter(options.timeout() != null ? options.timeout() : config.queryTimeout());
    operation.submit();
    return operation.handle();
  }

  /**
   * Several statements are one; and what may write, and must not, is held to it by the database.
   */
  private @Nullable TransactionOptions transactionFor(Job<?> job) {
    if (job.needsTransaction()) {
      return TransactionOptions.defaults();
    }
    boolean mustNotWrite = options.access() == Access.READ && job.access() == Access.AUTO;
    return mustNotWrite ? TransactionOptions.defaults().asReadOnly() : null;
  }
}
