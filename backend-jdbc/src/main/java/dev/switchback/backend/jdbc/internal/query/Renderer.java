package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Dml;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.backend.jdbc.Stepwise;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.internal.query.BindCollector.Mode;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions.Access;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DDLQuery;
import org.jooq.DSLContext;
import org.jooq.Merge;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.VisitListener;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.ParamCastMode;
import org.jooq.conf.ParamType;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/** Makes SQL and binds of jOOQ queries, in the caller's thread. Safe for use by many threads. */
public final class Renderer {

  /**
   * A prepared statement takes many times its text: long ones, of many rows, cost little to prepare
   * beside what they do, and would fill the memory if they were kept.
   */
  private static final int LONGEST_REPEATED = 8_192;

  private static final VisitListener NOTHING = new VisitListener() {};

  /** The collector of the rendering under way, until jOOQ's outermost context has fetched it. */
  private static final ThreadLocal<@Nullable BindCollector> COLLECTOR = new ThreadLocal<>();

  private final Dialect dialect;
  private final Binder binder;
  private final DSLContext dsl;
  private final SingleStatement single;

  /** A renderer for a dialect; {@code settings} are the application's, and become this one's. */
  public Renderer(Dialect dialect, Settings settings) {
    this.dialect = dialect;
    this.binder = new Binder(dialect.codecs());
    this.dsl = DSL.using(configuration(dialect, settings));
    this.single = new SingleStatement(dialect.syntax());
  }

  /** What the engine relies on comes before what the application set. */
  private static DefaultConfiguration configuration(Dialect dialect, Settings settings) {
    DefaultConfiguration configuration = new DefaultConfiguration();
    configuration.setSQLDialect(dialect.info().dialect());
    configuration.setSettings(
        settings
            // Values are bound, by us, in the order of their placeholders.
            .withStatementType(StatementType.PREPARED_STATEMENT)
            .withParamType(ParamType.INDEXED)
            .withParamCastMode(ParamCastMode.DEFAULT)
            .withInlineThreshold(0)
            .withBackslashEscaping(BackslashEscaping.DEFAULT)
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
   * Renders a query and encodes its values.
   *
   * @throws DatabaseException UNSUPPORTED, ILLEGAL_USE, ILLEGAL_VALUE or OUT_OF_RANGE
   */
  public Rendered render(Query query) {
    Template template = template(query, Mode.BIND);
    SqlText text = template.text();
    if (template.mostBinds() > dialect.maxBinds()) {
      SqlText inlined = template(query, Mode.INLINE).text();
      return new Rendered(inlined.shownAs(text.sql()), List.of());
    }
    return new Rendered(text, template.slots().stream().map(Slot::value).toList());
  }

  /** The SQL of a part without values. */
  public String render(QueryPart part) {
    return render(part, new BindCollector(dialect, Mode.BIND, false));
  }

  /**
   * Renders a query whose named parameters are bound later.
   *
   * @throws DatabaseException as {@link #render}
   */
  Template prepare(Query query) {
    Template template = template(query, Mode.PREPARE);
    if (template.mostBinds() > dialect.maxBinds()) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "A prepared query has at most " + dialect.maxBinds() + " values and parameters");
    }
    return template;
  }

  /**
   * Refuses SQL text that is no statement, or one that nobody may run.
   *
   * @throws DatabaseException SYNTAX or ILLEGAL_USE
   */
  void check(String sql) {
    single.check(sql);
  }

  /** Whether it changes the schema. */
  public boolean isDdl(Query query) {
    return query instanceof DDLQuery || isPlain(query) && single.isDdl(render((QueryPart) query));
  }

  /**
   * Renders a query with its values in it, for people.
   *
   * @throws DatabaseException as {@link #render}
   */
  String withValues(Query query) {
    return template(query, Mode.INLINE).text().sql();
  }

  private Template template(Query query, Mode mode) {
    if (query instanceof Merge) {
      dialect.check(QueryFeature.MERGE);
    }
    if (!query.isExecutable()) {
      return new Template(SqlText.NOTHING, List.of());
    }
    Query portable = PortableDml.of(query);
    if (mode != Mode.INLINE) {
      RepeatedKeys.refuse(portable, binder);
    }
    Query rewritten = dialect.rewrite(portable);
    if (rewritten instanceof DDLQuery) {
      return new Template(ddl(rewritten), List.of());
    }
    Stepwise program = mode == Mode.INLINE ? null : dialect.stepwise(rewritten);
    BindCollector collector = new BindCollector(dialect, mode, false);
    String sql = render(rewritten, collector);
    if (mode != Mode.INLINE) {
      check(sql);
    }
    boolean modelled = !isPlain(query);
    if (!modelled) {
      dialect.checkPlain(sql);
    }
    if (collector.returning() && !(query instanceof ResultQuery)) {
      // The same object, after somebody has called its returning().
      throw Jobs.rowsWouldBeLost();
    }
    SqlText text =
        new SqlText(
            sql,
            sql,
            collector.modifies() ? Access.WRITE : access(query, sql),
            single.changesRows(sql),
            isUpsert(portable),
            modelled,
            modelled
                && mode != Mode.INLINE
                && sql.length() <= LONGEST_REPEATED
                && !collector.asterisk()
                && knowsColumns(query),
            null,
            null);
    return program == null ? new Template(text, collector.slots()) : inSteps(text, program, mode);
  }

  private Template inSteps(SqlText text, Stepwise program, Mode mode) {
    List<Slot> slots = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (QueryPart part : program.parts()) {
      BindCollector collector = new BindCollector(dialect, mode, false);
      parts.add(render(part, collector));
      slots.addAll(collector.slots());
      ends.add(slots.size());
    }
    return new Template(text.by(new StepwiseText(program, parts, ends)), slots);
  }

  private static boolean isUpsert(Query query) {
    QOM.Insert<?> insert = Dml.insert(query);
    return insert != null && insert.$onDuplicateKeyUpdate();
  }

  /** Its values are written into it: no database takes placeholders in DDL. */
  private SqlText ddl(Query query) {
    String printed = render(query, new BindCollector(dialect, Mode.INLINE, true));
    Ddl ddl = dialect.ddl(printed);
    if (ddl.steps() == null) {
      check(ddl.sql());
    }
    return new SqlText(
        ddl.sql(), ddl.sql(), Access.WRITE, false, false, false, false, null, ddl.steps());
  }

  private String render(QueryPart part, BindCollector collector) {
    COLLECTOR.set(collector);
    try {
      return dsl.render(part);
    } catch (DataAccessException e) {
      throw unwrap(e);
    } finally {
      COLLECTOR.remove();
    }
  }

  private static boolean knowsColumns(Query query) {
    return !(query instanceof ResultQuery<?> rows) || rows.fields().length > 0;
  }

  /** Neither jOOQ 3.19 nor 3.21 has a public type for it. */
  private static boolean isPlain(Query query) {
    return query.getClass().getSimpleName().startsWith("SQL");
  }

  private Access access(Query query, String sql) {
    if (query instanceof Select) {
      return Access.READ;
    }
    // Plain SQL that returns rows reads more often than not; the database tells if it did not.
    boolean unknown = query instanceof ResultQuery && isPlain(query) && !single.writes(sql);
    return unknown ? Access.AUTO : Access.WRITE;
  }

  private static DatabaseException unwrap(DataAccessException e) {
    return e.getCause() instanceof DatabaseException known
        ? known
        : DatabaseException.builder(ErrorKind.UNSUPPORTED, String.valueOf(e.getMessage()))
            .cause(e)
            .build();
  }
}
