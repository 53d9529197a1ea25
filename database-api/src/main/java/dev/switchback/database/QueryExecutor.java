package dev.switchback.database;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;

/**
 * Runs jOOQ queries: on a {@link Database}, each on its own; on a {@link Transaction}, in issue
 * order within it. A repository written against this type works with both.
 *
 * <p>A query is rendered and its values are encoded in the caller's thread before the method
 * returns, so changing the query object or a {@code byte[]} afterwards has no effect. The query
 * need not be attached to a jOOQ configuration; if it is, that configuration is not used. What the
 * backend cannot do (see {@link Capability}) is answered {@link ErrorKind#UNSUPPORTED} before any
 * I/O.
 *
 * <p>Records come back detached and unchanged. Implementations are safe for use by many threads.
 */
public interface QueryExecutor {

  /**
   * Runs a query and returns all its rows, in the query's order; no rows is an empty result. Takes
   * {@code SELECT}s and DML with {@code RETURNING}, which answers the rows that were really
   * written: those of an {@code INSERT} in the order of its values, or of its ordered {@code
   * SELECT}.
   *
   * <p>Here and everywhere: what jOOQ takes for no statement (an {@code INSERT} of no rows, an
   * {@code UPDATE} of no columns) does nothing, and answers no row or 0.
   */
  <R extends Record> CompletableFuture<Result<R>> fetch(ResultQuery<R> query);

  /**
   * Like {@link #fetch}, for exactly one row. Fails with {@link ErrorKind#NO_ROW} or {@link
   * ErrorKind#TOO_MANY_ROWS} otherwise; what an {@code INSERT}, {@code UPDATE} or {@code DELETE}
   * has done is then undone.
   */
  <R extends Record> CompletableFuture<R> fetchSingle(ResultQuery<R> query);

  /**
   * Like {@link #fetch}, for at most one row. Fails with {@link ErrorKind#TOO_MANY_ROWS} otherwise,
   * and undoes what {@link #fetchSingle} does.
   */
  <R extends Record> CompletableFuture<Optional<R>> fetchOptional(ResultQuery<R> query);

  /**
   * Runs a statement and returns the number of rows it matched, on every backend (a row that is set
   * to the values it had counts). DDL answers 0. A query that returns rows is refused with {@link
   * ErrorKind#ILLEGAL_USE}: its rows would be lost.
   */
  CompletableFuture<Integer> execute(Query query);

  /**
   * Runs statements in order, all or none, and returns the matched rows of each. Consecutive
   * statements with the same SQL share one prepared statement and travel together. An error names
   * the position of the statement that failed. An empty collection is answered without I/O.
   */
  CompletableFuture<List<Integer>> batch(Collection<? extends Query> queries);

  /** Like {@link #fetch(ResultQuery)}, with a query rendered before. */
  <R extends Record> CompletableFuture<Result<R>> fetch(PreparedQuery<R> query);

  /** Like {@link #fetchSingle(ResultQuery)}, with a query rendered before. */
  <R extends Record> CompletableFuture<R> fetchSingle(PreparedQuery<R> query);

  /** Like {@link #fetchOptional(ResultQuery)}, with a query rendered before. */
  <R extends Record> CompletableFuture<Optional<R>> fetchOptional(PreparedQuery<R> query);

  /** Like {@link #execute(Query)}, with a statement rendered before. */
  CompletableFuture<Integer> execute(PreparedQuery<?> statement);

  /** Like {@link #batch}, with statements rendered before. */
  CompletableFuture<List<Integer>> batchPrepared(Collection<? extends PreparedQuery<?>> statements);

  /** The same executor with other options for what is run through the returned view. */
  QueryExecutor with(QueryOptions options);
}
