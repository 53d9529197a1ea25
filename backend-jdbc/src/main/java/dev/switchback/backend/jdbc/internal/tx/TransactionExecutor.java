package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.JobExecutor;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.Transaction;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a transaction's function is given: the query methods on a scope. */
final class TransactionExecutor extends JobExecutor implements Transaction {

  private final OperationContext context;
  private final Scope scope;
  private final QueryOptions options;
  private final Duration queryTimeout;

  TransactionExecutor(
      OperationContext context,
      Jobs jobs,
      Scope scope,
      QueryOptions options,
      Duration queryTimeout) {
    super(jobs);
    this.context = context;
    this.scope = scope;
    this.options = options;
    this.queryTimeout = queryTimeout;
  }

  @Override
  public QueryExecutor with(QueryOptions other) {
    return new TransactionExecutor(
        context, jobs(), scope, Objects.requireNonNull(other), queryTimeout);
  }

  @Override
  protected @Nullable DatabaseException refusal() {
    return scope.admission();
  }

  @Override
  protected void failed(DatabaseException failure) {
    scope.doom(failure);
  }

  @Override
  protected <T> CompletableFuture<T> submit(Job<T> job) {
    if (options.access() == Access.READ && job.access() == Access.WRITE) {
      DatabaseException wrong =
          DatabaseException.of(ErrorKind.READ_ONLY, "A write was issued as a read");
      failed(wrong);
      return CompletableFuture.failedFuture(wrong);
    }
    UnitStart start = started(job.kind(), job.sql());
    StatementStep<T> step = new StatementStep<>(context, start, job, scope);
    step.expireAfter(options.timeout() != null ? options.timeout() : queryTimeout);
    scope.transaction().issue(scope, step);
    return step.handle();
  }

  @Override
  public <T> CompletableFuture<T> savepoint(TransactionWork<T> work) {
    Objects.requireNonNull(work);
    UnitStart start =
        context
            .listeners()
            .unannounced(scope.transaction().id(), UnitKind.SAVEPOINT, options.tag(), null);
    SavepointRun<T> savepoint = new SavepointRun<>(context, start, scope, work);
    DatabaseException refusal = scope.enter(savepoint);
    if (refusal != null) {
      savepoint.refuse(refusal);
    }
    return savepoint.handle();
  }

  @Override
  public void setRollbackOnly() {
    scope.setRollbackOnly();
  }

  private UnitStart started(UnitKind kind, @Nullable String sql) {
    return context.listeners().started(scope.transaction().id(), kind, options.tag(), sql);
  }
}
