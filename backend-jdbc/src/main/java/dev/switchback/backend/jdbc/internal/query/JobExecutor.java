package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.QueryExecutor;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** The query methods, over jobs: one shape for a database and for a transaction. */
public abstract class JobExecutor implements QueryExecutor {

  private final Jobs jobs;

  protected JobExecutor(Jobs jobs) {
    this.jobs = jobs;
  }

  protected final Jobs jobs() {
    return jobs;
  }

  /** Runs a job. */
  protected abstract <T> CompletableFuture<T> submit(Job<T> job);

  /** The rows of a query. */
  protected abstract <R extends Record> Flow.Publisher<R> publish(RowQuery<R> query);

  /** The rows of a query that could not be rendered: the failure, for each subscriber. */
  protected abstract <R extends Record> Flow.Publisher<R> publish(DatabaseException failure);

  /** Why nothing can be run, or {@code null}; asked before anything is rendered. */
  protected abstract @Nullable DatabaseException refusal();

  /** A call failed before there was anything to run. */
  protected abstract void failed(DatabaseException failure);

  @Override
  public final <R extends Record> CompletableFuture<Result<R>> fetch(ResultQuery<R> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.fetch(query));
  }

  @Override
  public final <R extends Record> CompletableFuture<R> fetchSingle(ResultQuery<R> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.fetchSingle(query));
  }

  @Override
  public final <R extends Record> CompletableFuture<Optional<R>> fetchOptional(
      ResultQuery<R> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.fetchOptional(query));
  }

  /** Refuses a statement that cannot be run here, before anything is sent. */
  protected void check(Query query) {}

  @Override
  public final CompletableFuture<Integer> execute(Query query) {
    Objects.requireNonNull(query);
    return prepared(
        () -> {
          check(query);
          return jobs.execute(query);
        });
  }

  @Override
  public final <R extends Record> CompletableFuture<Result<R>> fetch(PreparedQuery<R> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.fetch(query));
  }

  @Override
  public final <R extends Record> CompletableFuture<R> fetchSingle(PreparedQuery<R> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.fetchSingle(query));
  }

  @Override
  public final <R extends Record> CompletableFuture<Optional<R>> fetchOptional(
      PreparedQuery<R> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.fetchOptional(query));
  }

  @Override
  public final CompletableFuture<Integer> execute(PreparedQuery<?> query) {
    Objects.requireNonNull(query);
    return prepared(() -> jobs.execute(query));
  }

  @Override
  public final CompletableFuture<List<Integer>> batch(Collection<? extends Query> queries) {
    return queries.isEmpty()
        ? nothing()
        : prepared(
            () -> {
              queries.forEach(this::check);
              return jobs.batch(queries);
            });
  }

  @Override
  public final CompletableFuture<List<Integer>> batchPrepared(
      Collection<? extends PreparedQuery<?>> queries) {
    return queries.isEmpty() ? nothing() : prepared(() -> jobs.batchPrepared(queries));
  }

  @Override
  public final <R extends Record> Flow.Publisher<R> stream(ResultQuery<R> query) {
    Objects.requireNonNull(query);
    return published(() -> jobs.rows(query));
  }

  @Override
  public final <R extends Record> Flow.Publisher<R> stream(PreparedQuery<R> query) {
    Objects.requireNonNull(query);
    return published(() -> jobs.rows(query));
  }

  private CompletableFuture<List<Integer>> nothing() {
    DatabaseException refusal = refusal();
    return refusal == null
        ? CompletableFuture.completedFuture(List.of())
        : CompletableFuture.failedFuture(refusal);
  }

  /** Runs the statements of a script, in order; what rows they return is nobody's. */
  public final CompletableFuture<Void> script(String script) {
    return prepared(() -> jobs.scripts().script(script));
  }

  /** Runs a statement whose text is the database's own. */
  public final CompletableFuture<Void> verbatim(String sql) {
    return prepared(() -> jobs.scripts().verbatim(sql));
  }

  /** Makes a job, in the caller's thread, and runs it. */
  protected final <T> CompletableFuture<T> prepared(Supplier<Job<T>> preparation) {
    DatabaseException refusal = refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    Attempt<Job<T>> job = attempt(preparation);
    return job.failure() == null
        ? submit(job.value())
        : CompletableFuture.failedFuture(job.failure());
  }

  private <R extends Record> Flow.Publisher<R> published(Supplier<RowQuery<R>> preparation) {
    Attempt<RowQuery<R>> query = attempt(preparation);
    return query.failure() == null ? publish(query.value()) : publish(query.failure());
  }

  private <T> Attempt<T> attempt(Supplier<T> preparation) {
    DatabaseException failure;
    try {
      return new Attempt<>(preparation.get(), null);
    } catch (DatabaseException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure =
          DatabaseException.builder(ErrorKind.OTHER, "The query could not be rendered: " + e)
              .cause(e)
              .build();
    }
    failed(failure);
    return new Attempt<>(null, failure);
  }
}
