package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Asterisk;
import org.jooq.Collation;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Keyword;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.QualifiedAsterisk;
import org.jooq.QueryPart;
import org.jooq.ResultQuery;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.conf.ParamType;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * Sees each part of a query while jOOQ renders it, and puts a placeholder of its own in the place
 * of each value. What it notes when the placeholder is printed is the order of the binds: jOOQ's
 * own list merges repeated names, and its emulations print some values twice.
 */
final class BindCollector implements VisitListener {

  private static final int MAX_NAME_BYTES = 63;

  /** {@code FOR UPDATE} and its like; neither jOOQ 3.19 nor 3.21 has a public type for it. */
  private static final Class<?> FOR_LOCK = classOfForLock();

  /** Inlined by jOOQ in the same way everywhere. */
  private static final Set<Class<?>> PLAIN_INLINES =
      Set.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          BigInteger.class,
          String.class);

  private final Dialect dialect;
  private final boolean inlineAll;
  private final boolean preparing;
  private final boolean ddl;
  private final Binder binder;
  private final ConflictTarget target;
  private final List<Slot> slots = new ArrayList<>();
  private boolean asterisk;
  private int depthOfWith;
  private boolean modifies;
  private boolean returning;

  BindCollector(Dialect dialect, Mode mode, boolean ddl) {
    this.dialect = dialect;
    this.inlineAll = mode == Mode.INLINE;
    this.preparing = mode == Mode.PREPARE;
    this.ddl = ddl;
    this.binder = new Binder(dialect.codecs());
    this.target = new ConflictTarget(dialect);
  }

  /** What becomes of values. */
  enum Mode {
    /** They are bound. */
    BIND,
    /** They are bound, those of named parameters later. */
    PREPARE,
    /** They are written into the SQL. */
    INLINE
  }

  /** The placeholders, in their order. */
  List<Slot> slots() {
    return slots;
  }

  /** Whether the columns are whatever the tables have. */
  boolean asterisk() {
    return asterisk;
  }

  /** Whether there are statements inside {@code WITH} that change rows. */
  boolean modifies() {
    return modifies;
  }

  /** Whether it has RETURNING, outside of {@code WITH}. */
  boolean returning() {
    return returning;
  }

  private static Class<?> classOfForLock() {
    try {
      return Class.forName("org.jooq.impl.ForLock");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("This version of jOOQ is not supported", e);
    }
  }

  @Override
  public void visitStart(VisitContext context) {
    QueryPart part = context.queryPart();
    if (part instanceof Param<?> param) {
      boolean inline =
          inlineAll
              || param.isInline()
              || context.context().paramType() == ParamType.INLINED
              || target.isInside();
      QueryPart replacement = replace(param, inline);
      if (replacement != null) {
        context.queryPart(replacement);
      }
    } else if (part instanceof Name name) {
      checkLength(name);
      quote(context, name);
    } else if (part instanceof Asterisk || part instanceof QualifiedAsterisk) {
      asterisk = true;
    } else if (part.getClass() == FOR_LOCK) {
      dialect.check(QueryFeature.ROW_LOCKS);
    } else if (ddl) {
      visitDdl(context, part);
    } else if (part instanceof CommonTableExpression<?> with) {
      depthOfWith++;
      visitWith(with.$query());
    } else if (part == Keywords.RETURNING) {
      returning |= depthOfWith == 0;
    } else {
      QueryPart other = target.start(part);
      if (other != null) {
        context.queryPart(other);
      }
    }
  }

  @Override
  public void visitEnd(VisitContext context) {
    if (context.queryPart() instanceof CommonTableExpression) {
      depthOfWith--;
    } else {
      target.end(context.queryPart());
    }
  }

  private void visitWith(ResultQuery<?> query) {
    if (query instanceof QOM.InsertReturning
        || query instanceof QOM.UpdateReturning
        || query instanceof QOM.DeleteReturning) {
      dialect.check(QueryFeature.MODIFYING_WITH);
      modifies = true;
    }
  }

  /** {@link ColumnChecks} need to know their column, and bring the word "collate" themselves. */
  private void visitDdl(VisitContext context, QueryPart part) {
    if (part instanceof Field<?> column) {
      context.context().data(ColumnChecks.COLUMN, column.getUnqualifiedName());
      String mark = dialect.mark(column.getDataType());
      if (mark != null) {
        context.queryPart(
            CustomQueryPart.of(
                printed -> printed.visit(column.getUnqualifiedName()).sql(' ').sql(mark)));
      }
    } else if (part instanceof Keyword && part.toString().equalsIgnoreCase("collate")) {
      context.queryPart(CustomQueryPart.of(nothing -> {}));
    } else if (part instanceof Collation collation && !(part instanceof ColumnChecks)) {
      context.queryPart(
          CustomQueryPart.of(
              printed -> printed.sql("collate ").visit(DSL.name(collation.getName()))));
    }
  }

  private @Nullable QueryPart replace(Param<?> param, boolean inline) {
    if (preparing && param.getParamName() != null) {
      if (inline) {
        throw DatabaseException.of(
            ErrorKind.UNSUPPORTED,
            "The value of parameter "
                + param.getParamName()
                + " becomes a part of the SQL, which a prepared query's cannot");
      }
      return placeholder(new Slot(param, null));
    }
    boolean byJooq = inline && !inlineAll && !target.isInside();
    if (byJooq && PLAIN_INLINES.contains(param.getType())) {
      return null;
    }
    Codec<?, ?>.Bind bind = binder.bind(param, param.getValue());
    if (bind == null) {
      return null;
    }
    return inline
        ? CustomQueryPart.of(context -> context.sql(bind.literal()))
        : placeholder(new Slot(null, bind));
  }

  private QueryPart placeholder(Slot slot) {
    return CustomQueryPart.of(
        context -> {
          context.sql('?');
          slots.add(slot);
        });
  }

  /** A qualified name's parts come here by themselves. */
  private void quote(VisitContext context, Name name) {
    boolean wanted = name.quoted() == Name.Quoted.DEFAULT || name.quoted() == Name.Quoted.QUOTED;
    String quoted =
        wanted && !name.qualified() && !name.empty()
            ? dialect.quote(String.valueOf(name.last()))
            : null;
    if (quoted != null) {
      context.queryPart(CustomQueryPart.of(printed -> printed.sql(quoted)));
    }
  }

  /** Some databases cut longer names and go on, so that two of them become one. */
  private static void checkLength(Name name) {
    String last = name.last();
    if (last != null
        && last.length() * 3 > MAX_NAME_BYTES
        && last.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw DatabaseException.of(
          ErrorKind.ILLEGAL_VALUE,
          "A name has at most " + MAX_NAME_BYTES + " bytes in UTF-8: " + last);
    }
  }
}
