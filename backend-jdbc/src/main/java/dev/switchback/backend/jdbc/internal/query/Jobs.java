package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.impl.QOM;

/** Makes jobs of queries, in the caller's thread: rendered, encoded, checked. */
public final class Jobs {

  private final Dialect dialect;
  private final Renderer renderer;

  /** Jobs in a dialect. */
  public Jobs(Dialect dialect) {
    this.dialect = dialect;
    this.renderer = new Renderer(dialect);
  }

  /** All rows. */
  public <R extends Record> Job<Result<R>> fetch(ResultQuery<R> query) {
    return fetch(query, Integer.MAX_VALUE, rows -> rows, false);
  }

  /** Exactly one row. */
  public <R extends Record> Job<R> fetchSingle(ResultQuery<R> query) {
    return fetch(
        query,
        2,
        rows -> {
          if (rows.isEmpty()) {
            throw DatabaseException.of(ErrorKind.NO_ROW, "The query returned no row");
          }
          return atMostOne(rows).get(0);
        },
        changesWhatIsThere(query));
  }

  /** At most one row. */
  public <R extends Record> Job<Optional<R>> fetchOptional(ResultQuery<R> query) {
    return fetch(query, 2, rows -> atMostOne(rows).stream().findFirst(), changesWhatIsThere(query));
  }

  /** How many rows an insert makes can be seen in it; what others hit cannot. */
  private static boolean changesWhatIsThere(ResultQuery<?> query) {
    return query instanceof QOM.UpdateReturning || query instanceof QOM.DeleteReturning;
  }

  private static <R extends Record> Result<R> atMostOne(Result<R> rows) {
    if (rows.size() > 1) {
      throw DatabaseException.of(ErrorKind.TOO_MANY_ROWS, "The query returned more than one row");
    }
    return rows;
  }

  private <R extends Record, T> Job<T> fetch(
      ResultQuery<R> query, int limit, Function<Result<R>, T> shape, boolean undoIfWrong) {
    Rendered rendered = renderer.render(query);
    return new FetchJob<>(
        rendered, new RowReader<>(dialect, renderer, query), limit, shape, undoIfWrong);
  }

  /** A count. */
  public Job<Integer> execute(Query query) {
    return new ExecuteJob(renderStatement(query));
  }

  /** The count of each of at least one statement. */
  public Job<List<Integer>> batch(Collection<? extends Query> queries) {
    List<Rendered> rendered = new ArrayList<>(queries.size());
    for (Query query : queries) {
      rendered.add(renderAt(rendered.size(), query));
    }
    return new BatchJob(dialect, rendered);
  }

  private Rendered renderAt(int position, Query query) {
    try {
      return renderStatement(query);
    } catch (DatabaseException e) {
      throw e.toBuilder()
          .message("Statement " + position + " of the batch: " + e.getMessage())
          .build();
    }
  }

  private Rendered renderStatement(Query query) {
    if (query instanceof ResultQuery) {
      throw DatabaseException.of(
          ErrorKind.ILLEGAL_USE, "The query returns rows, which would be lost: use fetch");
    }
    return renderer.render(query);
  }

  /** The statements of a script; what rows they return is nobody's. */
  public Job<Void> script(String script) {
    return new ScriptJob(dialect, statements(script));
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
    List<String> sql = new ArrayList<>(queries.size());
    for (Query query : queries) {
      renderAt(sql.size(), query);
      sql.add(renderer.withValues(query));
    }
    return sql;
  }

  private List<ScriptStatement> statements(String script) {
    List<ScriptStatement> statements = new SqlStatements(dialect.syntax()).split(script);
    SingleStatement single = new SingleStatement(dialect.syntax());
    for (ScriptStatement statement : statements) {
      statement.located(() -> single.check(statement.sql()));
    }
    return statements;
  }
}
