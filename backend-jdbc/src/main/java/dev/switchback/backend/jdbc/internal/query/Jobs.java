package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Dml;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.QueryOptions.Access;
import java.sql.SQLException;
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

  /** Jobs in a dialect; {@code settings} as for a {@link Renderer}. */
  public Jobs(Dialect dialect, Settings settings) {
    this.dialect = dialect;
    this.renderer = new Renderer(dialect, settings);
    this.binder = new Binder(dialect.codecs());
  }

  /** What renders them. */
  public Renderer renderer() {
    return renderer;
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
    return fetch(rows(query), rows -> rows.read(Integer.MAX_VALUE), false);
  }

  /** All rows. */
  public <R extends Record> Job<Result<R>> fetch(PreparedQuery<R> query) {
    return fetch(rows(query), rows -> rows.read(Integer.MAX_VALUE), false);
  }

  /** Exactly one row. */
  public <R extends Record> Job<R> fetchSingle(ResultQuery<R> query) {
    return fetch(rows(query), Jobs::exactlyOne, true);
  }

  /** Exactly one row. */
  public <R extends Record> Job<R> fetchSingle(PreparedQuery<R> query) {
    return fetch(rows(query), Jobs::exactlyOne, true);
  }

  /** At most one row. */
  public <R extends Record> Job<Optional<R>> fetchOptional(ResultQuery<R> query) {
    return fetch(rows(query), Jobs::atMostOne, true);
  }

  /** At most one row. */
  public <R extends Record> Job<Optional<R>> fetchOptional(PreparedQuery<R> query) {
    return fetch(rows(query), Jobs::atMostOne, true);
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

  private static <R extends Record> R exactlyOne(RowCursor<R> rows) throws SQLException {
    R row = rows.next();
    if (row == null) {
      throw DatabaseException.of(ErrorKind.NO_ROW, "The query returned no row");
    }
    return last(row, rows);
  }

  private static <R extends Record> Optional<R> atMostOne(RowCursor<R> rows) throws SQLException {
    R row = rows.next();
    return row == null ? Optional.empty() : Optional.of(last(row, rows));
  }

  private static <R extends Record> R last(R row, RowCursor<R> rows) throws SQLException {
    if (rows.next() != null) {
      throw DatabaseException.of(ErrorKind.TOO_MANY_ROWS, "The query returned more than one row");
    }
    return row;
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

  /** The statements of a script; what rows they return is nobody's. */
  public Job<Void> script(String script) {
    return new ScriptJob(dialect, statements(script), true);
  }

  /** A statement whose text is the database's own. */
  public Job<Void> verbatim(String sql) {
    return new ScriptJob(dialect, List.of(new ScriptStatement(sql, 1)), false);
  }

  /**
   * The SQL of a script's statements.
   *
   * @throws DatabaseException SYNTAX or ILLEGAL_USE, which names the line
   */
  public List<String> sql(String script) {
    return statements(script).stream().map(ScriptStatement::sql).toList();
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

  private List<ScriptStatement> statements(String script) {
    List<ScriptStatement> statements = new SqlStatements(dialect.syntax()).split(script);
    for (ScriptStatement statement : statements) {
      try {
        renderer.check(statement.sql());
        dialect.checkInTransaction(statement.sql());
      } catch (DatabaseException e) {
        throw statement.located(e);
      }
    }
    return statements;
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
