package dev.switchback.backend.jdbc.internal;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.LanePlan;
import dev.switchback.backend.jdbc.LanePlan.Trait;
import dev.switchback.backend.jdbc.internal.connection.ConnectionOperation;
import dev.switchback.backend.jdbc.internal.lane.Completions;
import dev.switchback.backend.jdbc.internal.lane.CurrentHolder;
import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.Listeners;
import dev.switchback.backend.jdbc.internal.lane.Nanos;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.lane.Timer;
import dev.switchback.backend.jdbc.internal.lane.WaitWatch;
import dev.switchback.backend.jdbc.internal.lane.Workers;
import dev.switchback.backend.jdbc.internal.load.SourceThread;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.backend.jdbc.internal.query.PingJob;
import dev.switchback.backend.jdbc.internal.schema.JdbcSchema;
import dev.switchback.backend.jdbc.internal.tx.CommitGroup;
import dev.switchback.backend.jdbc.internal.tx.Transactions;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.DatabaseStats;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.Schema;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.ConnectionCallable;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** An open database: its lanes, and what runs on them. */
public final class JdbcDatabase extends DatabaseExecutor implements Database {

  /** After the abort: how long statements may take to end before their connections are cut. */
  private static final long CUT_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** And how long until nobody waits any more for application code that keeps a connection. */
  private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** At the very end: how long stages of the last futures may take before nobody waits for them. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DatabaseConfig config;
  private final Dialect dialect;
  private final OperationContext context;
  private final Lane reader;
  private final Lane writer;
  private final Transactions transactions;
  private final Schema schema;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean sourcesClosed = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /** A database; {@code read} and {@code write} are the same where it has one lane. */
  public JdbcDatabase(DatabaseConfig config, Dialect dialect, LanePlan read, LanePlan write) {
    this(
        config,
        new OperationContext(
            dialect,
            config.completionExecutor().map(Completions::on).orElseGet(Completions::ofOurs),
            new Listeners(listeners(config))),
        read == write ? null : read,
        write);
  }

  private JdbcDatabase(
      DatabaseConfig config, OperationContext context, @Nullable LanePlan read, LanePlan write) {
    this(
        config,
        context,
        new Jobs(context.dialect(), config.settings()),
        lane(
            config,
            context,
            write,
            context.dialect().isRemote() ? Workers.statements() : Workers.writers()),
        read == null ? null : lane(config, context, read, Workers.readers()));
  }

  private JdbcDatabase(
      DatabaseConfig config,
      OperationContext context,
      Jobs jobs,
      Lane writer,
      @Nullable Lane reader) {
    super(config, context, jobs, reader == null ? writer : reader, writer, QueryOptions.defaults());
    this.config = config;
    this.dialect = context.dialect();
    this.context = context;
    this.writer = writer;
    this.reader = reader == null ? writer : reader;
    this.transactions = new Transactions(context, jobs, config);
    this.schema = new JdbcSchema(this, dialect, jobs);
  }

  private static List<DatabaseListener> listeners(DatabaseConfig config) {
    List<DatabaseListener> listeners = new ArrayList<>(config.listeners());
    config.slowQueryThreshold().map(SlowQueryLog::new).ifPresent(listeners::add);
    return listeners;
  }

  private static Lane lane(
      DatabaseConfig config, OperationContext context, LanePlan plan, Executor workers) {
    return new Lane(
        plan,
        config.queueSize(),
        context.dialect(),
        workers,
        plan.traits().contains(Trait.SHARED_COMMITS)
            ? (first, next) -> new CommitGroup(context, first, next)
            : null,
        new WaitWatch(context.listeners(), config.waitLimit()),
        config.idleConnectionTimeout());
  }

  @Override
  public <T> CompletableFuture<T> transaction(TransactionOptions options, TransactionWork<T> work) {
    Objects.requireNonNull(work);
    Lane lane = options.readOnly() ? reader : writer;
    DatabaseException refusal = refusal();
    if (refusal == null) {
      refusal = CurrentHolder.wouldWaitForItself(lane);
    }
    if (refusal == null) {
      refusal = check(options);
    }
    return refusal == null
        ? transactions.start(options, work, lane)
        : CompletableFuture.failedFuture(refusal);
  }

  private @Nullable DatabaseException check(TransactionOptions options) {
    try {
      dialect.check(options);
      return null;
    } catch (DatabaseException e) {
      return e;
    }
  }

  @Override
  public <R extends Record> PreparedQuery<R> prepare(ResultQuery<R> query) {
    return jobs().prepare(query);
  }

  @Override
  public PreparedQuery<Record> prepare(Query statement) {
    return jobs().prepare(statement);
  }

  @Override
  public <T> CompletableFuture<T> withConnection(QueryOptions options, ConnectionCallable<T> work) {
    Objects.requireNonNull(work);
    boolean readOnly = options.access() == Access.READ;
    Lane lane = readOnly ? reader : writer;
    DatabaseException refusal = refusal();
    if (refusal == null) {
      refusal = CurrentHolder.wouldWaitForItself(lane);
    }
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    UnitStart start = context.listeners().started(0, UnitKind.CONNECTION, options.tag(), null);
    ConnectionOperation<T> operation =
        new ConnectionOperation<>(context, start, work, lane, readOnly);
    operation.expireAfter(options.timeout() != null ? options.timeout() : config.queryTimeout());
    lane.submit(operation);
    return operation.handle();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public BackendInfo backend() {
    return dialect.info();
  }

  @Override
  public DatabaseStats stats() {
    return new DatabaseStats(lanes().stream().map(Lane::stats).toList());
  }

  private Set<Lane> lanes() {
    Set<Lane> lanes = new LinkedHashSet<>();
    lanes.add(writer);
    lanes.add(reader);
    return lanes;
  }

  @Override
  public CompletableFuture<Boolean> ping() {
    QueryExecutor limited = with(QueryOptions.defaults().withTimeout(config.connectTimeout()));
    return ((DatabaseExecutor) limited)
        .submit(new PingJob(dialect))
        .exceptionally(
            failure -> {
              DatabaseException why = DatabaseException.of(failure);
              if (why.kind() == ErrorKind.ILLEGAL_USE) {
                throw why; // it says nothing of the database
              }
              return false;
            });
  }

  @Override
  public CompletableFuture<Void> closeAsync() {
    lanes().forEach(Lane::refuse);
    // What was accepted to read, and turns out to write, goes on from the reader to the writer.
    CompletableFuture<Void> drained = reader.drain().thenCompose(read -> writer.drain());
    if (closing.compareAndSet(false, true)) {
      long grace = Nanos.of(config.closeGrace());
      Future<?> abort = Timer.awayAfter(grace, () -> lanes().forEach(Lane::abort));
      Future<?> cut = Timer.after(grace + CUT_NANOS, () -> lanes().forEach(Lane::cut));
      Future<?> leave =
          Timer.after(grace + LEAVE_NANOS, () -> Workers.closers().execute(this::closeSources));
      drained.whenCompleteAsync(
          (nothing, never) -> {
            abort.cancel(false);
            cut.cancel(false);
            leave.cancel(false);
            closeSources();
          },
          Workers.closers());
    }
    return closed.copy();
  }

  /** The writer last: it takes the write-ahead log with it, if nobody else has the file open. */
  private void closeSources() {
    if (!sourcesClosed.compareAndSet(false, true)) {
      return;
    }
    try {
      closeLanes();
    } finally {
      // Who closes and then ends the program wants his last stages to have run; not to wait for one
      // that blocks.
      Workers.stepAside(); // whoever waited for this may now wait for another database to close
      context.completions().quiet().thenRun(() -> closed.complete(null));
      Timer.after(QUIET_NANOS, this::closedAllTheSame);
    }
  }

  private void closeLanes() {
    try {
      if (reader != writer) {
        reader.closeSource();
      }
    } finally {
      writer.closeSource();
    }
  }

  private void closedAllTheSame() {
    if (!closed.isDone()) {
      closed.completeAsync(() -> null, Workers.completion());
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> done = closeAsync();
    if (!waitsForItself()) {
      done.join();
    }
  }

  /** In code for which the closing waits. */
  private boolean waitsForItself() {
    return context.completions().isCurrent()
        || SourceThread.refusal(context) != null
        || lanes().stream().anyMatch(CurrentHolder::holdsAnyOf);
  }

  @Override
  public String toString() {
    return dialect.info().product() + " at " + config.redactedUrl();
  }
}
