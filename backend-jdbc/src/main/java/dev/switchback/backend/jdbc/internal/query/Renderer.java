package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.backend.jdbc.type.PrimaryKeys;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import java.util.List;
import org.jooq.DDLQuery;
import org.jooq.DSLContext;
import org.jooq.Merge;
import org.jooq.Query;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.VisitListener;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/** Makes SQL and binds of jOOQ queries, in the caller's thread. Safe for use by many threads. */
public final class Renderer {

  private static final VisitListener NOTHING = new VisitListener() {};

  /** The collector of the rendering under way, until jOOQ's outermost context has fetched it. */
  private static final ThreadLocal<@Nullable BindCollector> COLLECTOR = new ThreadLocal<>();

  private final Dialect dialect;
  private final DSLContext dsl;
  private final SingleStatement single;

  /** A renderer for a dialect. */
  public Renderer(Dialect dialect) {
    this.dialect = dialect;
    this.dsl = DSL.using(configuration(dialect));
    this.single = new SingleStatement(dialect.syntax());
  }

  private static DefaultConfiguration configuration(Dialect dialect) {
    DefaultConfiguration configuration = new DefaultConfiguration();
    configuration.setSQLDialect(dialect.info().dialect());
    configuration.setSettings(
        new Settings()
            .withAttachRecords(false)
            // Otherwise RETURNING on SQLite answers the row inserted last (jOOQ #18073).
            .withFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER)
            .withRenderGroupConcatMaxLenSessionVariable(false));
    configuration.setVisitListenerProvider(Renderer::takeCollector);
    return configuration;
  }

  /** Each context asks for a listener; those that jOOQ opens within another must not count. */
  private static VisitListener takeCollector() {
    BindCollector collector = COLLECTOR.get();
    COLLECTOR.remove();
    return collector == null ? NOTHING : collector;
  }

  /** A context for making records; has nothing to do with rendering. */
  DSLContext records() {
    return dsl;
  }

  /**
   * Renders a query.
   *
   * @throws DatabaseException UNSUPPORTED, ILLEGAL_USE, ILLEGAL_VALUE or OUT_OF_RANGE
   */
  public Rendered render(Query query) {
    Query rewritten = rewrite(query);
    boolean ddl = rewritten instanceof DDLQuery;
    Rendered rendered = render(rewritten, access(query), ddl, ddl);
    if (rendered.binds().size() > dialect.maxBinds()) {
      Rendered inlined = render(rewritten, rendered.access(), ddl, true);
      rendered =
          new Rendered(
              inlined.sql(), rendered.sql(), List.of(), inlined.access(), inlined.counts());
    }
    single.check(rendered.sql());
    return rendered;
  }

  /**
   * The query as SQL with its values in it, for people.
   *
   * @throws DatabaseException as {@link #render(Query)}
   */
  String withValues(Query query) {
    Query rewritten = rewrite(query);
    return render(rewritten, access(query), rewritten instanceof DDLQuery, true).sql();
  }

  private Query rewrite(Query query) {
    if (query instanceof Merge) {
      dialect.check(QueryFeature.MERGE);
    }
    Query rewritten = dialect.rewrite(query);
    return rewritten instanceof QOM.CreateTable create ? PrimaryKeys.notNull(create) : rewritten;
  }

  private Rendered render(Query query, Access access, boolean ddl, boolean inline) {
    BindCollector collector = new BindCollector(dialect, inline, ddl);
    COLLECTOR.set(collector);
    try {
      String sql = dsl.render(query);
      return new Rendered(sql, sql, collector.binds, access, !ddl && single.changesRows(sql));
    } catch (DataAccessException e) {
      throw unwrap(e);
    } finally {
      COLLECTOR.remove();
    }
  }

  private static Access access(Query query) {
    if (query instanceof Select) {
      return Access.READ;
    }
    // Plain SQL that returns rows reads more often than not; the database tells if it did not.
    boolean plain =
        query instanceof ResultQuery && query.getClass().getSimpleName().startsWith("SQL");
    return plain ? Access.AUTO : Access.WRITE;
  }

  private static DatabaseException unwrap(DataAccessException e) {
    return e.getCause() instanceof DatabaseException known
        ? known
        : DatabaseException.builder(ErrorKind.UNSUPPORTED, String.valueOf(e.getMessage()))
            .cause(e)
            .build();
  }
}
