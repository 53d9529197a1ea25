package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Dml;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.QueryOptions.Access;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DDLQuery;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.conf.Settings;
import org.jooq.impl.QOM;

/** Makes jobs of queries, in the caller's thread: rendered, encoded, checked. */
public final class Jobs {

  private final Dialect dialect;
  private final Renderer renderer;
  private final Binder binder;
  private final Scripts scripts;

  /** Jobs in a dialect; {@code settings} as for a {@link Renderer}. */
  public Jobs(Dialect dialect, Settings settings) {
    this.dialect = dialect;
    this.renderer = new Renderer(dialect, settings);
    this.binder = new Binder(dialect.codecs());
    this.scripts = new Scripts(dialect, renderer);
  }

  /** What renders them. */
  public Renderer renderer() {
    return renderer;
  }

  /** Jobs of text that is the database's own. */
  public Scripts scripts() {
    return scripts;
  }

  /** A query that returns rows, to be run with other values. */
  public <R extends Record> PreparedQuery<R> prepare(ResultQuery<R> query) {
    Template template = renderer.prepare(query);
    return Prepared.of(
        binder,
        template,
        new RowReader<>(dialect, renderer, query),
        mayChangeMore(query, template.text()));
  }

  /** A statement that returns a count, to be run with other values. */
  public PreparedQuery<Record> prepare(Query statement) {
    if (statement instanceof DDLQuery) {
      throw DatabaseException.of(
          ErrorKind.ILLEGAL_USE, "DDL cannot be prepared: it has no values to bind");
    }
    return Prepared.of(binder, renderer.prepare(statement), null, false);
  }

  /** All rows. */
  public <R extends Record> Job<Result<R>> fetch(ResultQuery<R> query) {
    return fetch(rows(query), Shapes::all, false);
  }

  /** All rows. */
  public <R extends Record> Job<Result<R>> fetch(PreparedQuery<R> query) {
    return fetch(rows(query), Shapes::all, false);
  }

  /** Exactly one row. */
  public <R extends Record> Job<R> fetchSingle(ResultQuery<R> query) {
    return fetch(rows(query), Shapes::exactlyOne, true);
  }

  /** Exactly one row. */
  public <R extends Record> Job<R> fetchSingle(PreparedQuery<R> query) {
    return fetch(rows(query), Shapes::exactlyOne, true);
  }

  /** At most one row. */
  public <R extends Record> Job<Optional<R>> fetchOptional(ResultQuery<R> query) {
    return fetch(rows(query), Shapes::atMostOne, true);
  }

  /** At most one row. */
  public <R extends Record> Job<Optional<R>> fetchOptional(PreparedQuery<R> query) {
    return fetch(rows(query), Shapes::atMostOne, true);
  }

  /** Rows that are read as somebody asks for them. */
  public <R extends Record> RowQuery<R> rows(ResultQuery<R> query) {
    Rendered rendered = renderer.render(query);
    return new RowQuery<>(
        rendered, new RowReader<>(dialect, renderer, query), mayChangeMore(query, rendered.text()));
  }

  /** Rows that are read as somebody asks for them. */
  public <R extends Record> RowQuery<R> rows(PreparedQuery<R> query) {
    Prepared<R> prepared = own(query);
    return new RowQuery<>(prepared.rendered(), prepared.reader(), prepared.undoIfWrong());
  }

  private <R extends Record, T> Job<T> fetch(
      RowQuery<R> query, FetchJob.Shape<R, T> shape, boolean oneRow) {
    return new FetchJob<>(
        dialect, query.rendered(), query.reader(), shape, oneRow && query.undoIfWrong());
  }

  /** Whether it may change more rows than one: then it is undone if it does. */
  private static boolean mayChangeMore(ResultQuery<?> query, SqlText text) {
    QOM.Insert<?> insert = Dml.insert(query);
    boolean oneRow = insert != null && insert.$select() == null && insert.$values().size() <= 1;
    return text.access() == Access.WRITE && !oneRow;
  }

  /** A count. */
  public Job<Integer> execute(Query query) {
    return new ExecuteJob(dialect, renderStatement(query));
  }

  /** A count. */
  public Job<Integer> execute(PreparedQuery<?> query) {
    return new ExecuteJob(dialect, renderStatement(query));
  }

  /** The count of each of at least one statement. */
  public Job<List<Integer>> batch(Collection<? extends Query> queries) {
    return batch(queries, this::renderStatement);
  }

  /** The count of each of at least one statement. */
  public Job<List<Integer>> batchPrepared(Collection<? extends PreparedQuery<?>> queries) {
    return batch(queries, this::renderStatement);
  }

  private <Q> Job<List<Integer>> batch(
      Collection<? extends Q> queries, Function<Q, Rendered> render) {
    return new BatchJob(dialect, each(queries, render));
  }

  private static <Q, R> List<R> each(Collection<? extends Q> queries, Function<Q, R> render) {
    List<R> rendered = new ArrayList<>(queries.size());
    for (Q query : queries) {
      try {
        rendered.add(render.apply(query));
      } catch (DatabaseException e) {
        throw e.toBuilder()
            .message("Statement " + rendered.size() + " of the batch: " + e.getMessage())
            .build();
      }
    }
    return rendered;
  }

  /**
   * The SQL of queries, with their values in it.
   *
   * @throws DatabaseException as {@link #batch}
   */
  public List<String> sql(Collection<? extends Query> queries) {
    return each(
        queries,
        query -> {
          renderStatement(query);
          return renderer.withValues(query);
        });
  }

  private Rendered renderStatement(Query query) {
    if (query instanceof ResultQuery) {
      throw rowsWouldBeLost();
    }
    return renderer.render(query);
  }

  private Rendered renderStatement(PreparedQuery<?> query) {
    Prepared<?> prepared = own(query);
    if (prepared.returnsRows()) {
      throw rowsWouldBeLost();
    }
    return prepared.rendered();
  }

  static DatabaseException rowsWouldBeLost() {
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE, "The query returns rows, which would be lost: use fetch");
  }

  private <R extends Record> Prepared<R> own(PreparedQuery<R> query) {
    if (query instanceof Prepared<R> prepared && prepared.isOf(binder)) {
      return prepared;
    }
    throw DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "The query was prepared by another database: prepare it by this one");
  }
}
