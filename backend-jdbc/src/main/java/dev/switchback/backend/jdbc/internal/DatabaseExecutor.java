package dev.switchback.backend.jdbc.internal;

import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.load.Loads;
import dev.switchback.backend.jdbc.internal.load.SourceThread;
import dev.switchback.backend.jdbc.internal.query.AutoCommitOperation;
import dev.switchback.backend.jdbc.internal.query.AutoCommitOperation.Route;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.JobExecutor;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.backend.jdbc.internal.query.RowQuery;
import dev.switchback.backend.jdbc.internal.stream.DatabaseStream;
import dev.switchback.backend.jdbc.internal.stream.ReadMode;
import dev.switchback.backend.jdbc.internal.stream.Refusal;
import dev.switchback.backend.jdbc.internal.stream.StreamPlan;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jooq.Record;
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
    return SourceThread.refusal(context);
  }

  @Override
  public final CompletableFuture<Long> load(Load<?> load) {
    return new Loads(context, jobs().renderer()).run(load, this::prepared);
  }

  @Override
  protected final void failed(DatabaseException failure) {
    // Nothing hangs on it: each call stands for itself.
  }

  @Override
  protected final <T> CompletableFuture<T> submit(Job<T> job) {
    Access access = options.access() == Access.AUTO ? job.access() : options.access();
    Lane lane = access == Access.WRITE ? writer : reader;
    DatabaseException refusal = refusal(lane, job.access());
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    UnitStart start = context.listeners().started(0, job.kind(), options.tag(), job.sql());
    AutoCommitOperation<T> operation =
        new AutoCommitOperation<>(
            context, start, job, route(job, access, lane), config.lockTimeout());
    operation.expireAfter(limit());
    operation.submit();
    return operation.handle();
  }

  @Override
  protected final <R extends Record> Flow.Publisher<R> publish(RowQuery<R> query) {
    return subscriber -> subscribe(query, subscriber);
  }

  private <R extends Record> void subscribe(
      RowQuery<R> query, Flow.Subscriber<? super R> subscriber) {
    Objects.requireNonNull(subscriber);
    StreamPlan plan = plan(query);
    DatabaseException refusal = refusal(plan.lane(), query.access());
    if (refusal != null) {
      Refusal.tell(subscriber, refusal, context.completions());
      return;
    }
    UnitStart start = context.listeners().started(0, UnitKind.STREAM, options.tag(), query.sql());
    DatabaseStream<R> stream = new DatabaseStream<>(context, start, query, plan, subscriber);
    stream.expireAfter(limit());
    stream.subscribe();
  }

  private StreamPlan plan(RowQuery<?> query) {
    Access access = options.access() == Access.AUTO ? query.access() : options.access();
    boolean writes = access == Access.WRITE;
    boolean mayWrite = options.access() == Access.AUTO;
    ReadMode reading = reader == writer ? ReadMode.GUARDED : ReadMode.BARE;
    return new StreamPlan(
        writes ? writer : reader,
        writes ? ReadMode.WHOLE : reading,
        mayWrite ? writer : null,
        mayWrite ? CurrentHolder.wouldWaitForItself(writer) : null,
        config.streamIdleTimeout(),
        config.lockTimeout());
  }

  @Override
  protected final <R extends Record> Flow.Publisher<R> publish(DatabaseException failure) {
    return subscriber -> Refusal.tell(subscriber, failure, context.completions());
  }

  private @Nullable DatabaseException refusal(Lane lane, Access access) {
    DatabaseException refusal = refusal();
    if (refusal == null) {
      refusal = CurrentHolder.wouldWaitForItself(lane);
    }
    return refusal == null && options.access() == Access.READ && access == Access.WRITE
        ? DatabaseException.of(ErrorKind.READ_ONLY, "A write was issued as a read")
        : refusal;
  }

  private Duration limit() {
    return options.timeout() != null ? options.timeout() : config.queryTimeout();
  }

  private Route route(Job<?> job, Access access, Lane lane) {
    boolean tryTwice = access == Access.AUTO && lane != writer;
    return new Route(
        lane,
        tryTwice ? writer : null,
        tryTwice ? CurrentHolder.wouldWaitForItself(writer) : null,
        access != Access.READ,
        transactionFor(job));
  }

  /** Several statements are one; and what must not write is held to it by the database. */
  private @Nullable TransactionOptions transactionFor(Job<?> job) {
    TransactionOptions defaults = TransactionOptions.defaults();
    if (job.needsTransaction()) {
      return defaults;
    }
    boolean readerCanWrite = reader == writer;
    if (options.access() == Access.READ && readerCanWrite) {
      return defaults.asReadOnly();
    }
    return context.dialect().keepsSession() ? null : defaults;
  }
}
