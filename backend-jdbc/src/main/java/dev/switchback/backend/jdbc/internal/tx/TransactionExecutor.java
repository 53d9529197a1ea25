package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.load.Loads;
import dev.switchback.backend.jdbc.internal.load.SourceThread;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.JobExecutor;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.backend.jdbc.internal.query.RowQuery;
import dev.switchback.backend.jdbc.internal.stream.Refusal;
import dev.switchback.database.Capability;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
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
import java.util.concurrent.Flow;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What a transaction's function is given: the query methods on a scope. */
final class TransactionExecutor extends JobExecutor implements Transaction {

  private final OperationContext context;
  private final Scope scope;
  private final QueryOptions options;
  private final DatabaseConfig config;

  TransactionExecutor(
      OperationContext context,
      Jobs jobs,
      Scope scope,
      QueryOptions options,
      DatabaseConfig config) {
    super(jobs);
    this.context = context;
    this.scope = scope;
    this.options = options;
    this.config = config;
  }

  @Override
  public QueryExecutor with(QueryOptions other) {
    return new TransactionExecutor(context, jobs(), scope, Objects.requireNonNull(other), config);
  }

  @Override
  protected @Nullable DatabaseException refusal() {
    DatabaseException wrong = wrongThread();
    return wrong == null ? scope.admission() : wrong;
  }

  private @Nullable DatabaseException wrongThread() {
    DatabaseException wrong = SourceThread.refusal(context);
    if (wrong != null) {
      failed(wrong);
    }
    return wrong;
  }

  @Override
  public CompletableFuture<Long> load(Load<?> load) {
    return new Loads(context, jobs().renderer()).run(load, this::prepared);
  }

  /** Where DDL ends transactions it would end this one, and commit it. */
  @Override
  protected void check(Query query) {
    if (!context.dialect().info().can(Capability.TRANSACTIONAL_DDL)
        && jobs().renderer().isDdl(query)) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED, "DDL in a transaction, which it would commit: run it outside");
    }
  }

  @Override
  protected void failed(DatabaseException failure) {
    scope.doom(failure);
  }

  @Override
  protected <T> CompletableFuture<T> submit(Job<T> job) {
    DatabaseException wrong = writeAsRead(job.access());
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    UnitStart start = started(job.kind(), job.sql());
    StatementStep<T> step = new StatementStep<>(context, start, job, scope);
    step.expireAfter(limit());
    scope.transaction().issue(scope, step);
    return step.handle();
  }

  private @Nullable DatabaseException writeAsRead(Access access) {
    if (options.access() != Access.READ || access != Access.WRITE) {
      return null;
    }
    DatabaseException wrong =
        DatabaseException.of(ErrorKind.READ_ONLY, "A write was issued as a read");
    failed(wrong);
    return wrong;
  }

  private Duration limit() {
    return options.timeout() != null ? options.timeout() : config.queryTimeout();
  }

  @Override
  protected <R extends Record> Flow.Publisher<R> publish(RowQuery<R> query) {
    DatabaseException wrong = writeAsRead(query.access());
    return wrong == null ? subscriber -> subscribe(query, subscriber) : publish(wrong);
  }

  private <R extends Record> void subscribe(
      RowQuery<R> query, Flow.Subscriber<? super R> subscriber) {
    Objects.requireNonNull(subscriber);
    DatabaseException wrong = wrongThread();
    if (wrong != null) {
      Refusal.tell(subscriber, wrong, context.completions());
      return;
    }
    TransactionStream<R> stream =
        new TransactionStream<>(
            context,
            started(UnitKind.STREAM, query.sql()),
            query,
            scope,
            config.streamIdleTimeout(),
            subscriber);
    stream.expireAfter(limit());
    stream.subscribe();
  }

  @Override
  protected <R extends Record> Flow.Publisher<R> publish(DatabaseException failure) {
    return subscriber -> Refusal.tell(subscriber, failure, context.completions());
  }

  @Override
  public <T> CompletableFuture<T> savepoint(TransactionWork<T> work) {
    Objects.requireNonNull(work);
    UnitStart start =
        context
            .listeners()
            .unannounced(scope.transaction().id(), UnitKind.SAVEPOINT, options.tag(), null);
    SavepointRun<T> savepoint = new SavepointRun<>(context, start, scope, work);
    DatabaseException refusal = wrongThread();
    if (refusal == null) {
      refusal = scope.enter(savepoint);
    }
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
