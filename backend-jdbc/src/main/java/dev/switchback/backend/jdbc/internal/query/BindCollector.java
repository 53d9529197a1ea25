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
import org.jooq.Collation;
import org.jooq.CommonTableExpression;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Keyword;
import org.jooq.Name;
import org.jooq.Param;
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
  private final boolean ddl;
  private final ConflictTarget target;
  private boolean modifies;
  final List<Codec<?, ?>.Bind> binds = new ArrayList<>();

  BindCollector(Dialect dialect, boolean inlineAll, boolean ddl) {
    this.dialect = dialect;
    this.inlineAll = inlineAll;
    this.ddl = ddl;
    this.target = new ConflictTarget(dialect);
  }

  /** Whether there are statements inside {@code WITH} that change rows. */
  boolean modifies() {
    return modifies;
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
          inlineAll || param.isInline() || context.context().paramType() == ParamType.INLINED;
      QueryPart replacement = replace(param, inline);
      if (replacement != null) {
        context.queryPart(replacement);
      }
    } else if (part instanceof Name name) {
      checkLength(name);
    } else if (part.getClass() == FOR_LOCK) {
      dialect.check(QueryFeature.ROW_LOCKS);
    } else if (ddl) {
      visitDdl(context, part);
    } else if (part instanceof CommonTableExpression<?> with && changesRows(with.$query())) {
      dialect.check(QueryFeature.MODIFYING_WITH);
      modifies = true;
    } else {
      QueryPart other = target.start(part);
      if (other != null) {
        context.queryPart(other);
      }
    }
  }

  @Override
  public void visitEnd(VisitContext context) {
    target.end(context.queryPart());
  }

  private static boolean changesRows(ResultQuery<?> query) {
    return query instanceof QOM.InsertReturning
        || query instanceof QOM.UpdateReturning
        || query instanceof QOM.DeleteReturning;
  }

  /** {@link ColumnChecks} need to know their column, and bring the word "collate" themselves. */
  private static void visitDdl(VisitContext context, QueryPart part) {
    if (part instanceof Field<?> column) {
      context.context().data(ColumnChecks.COLUMN, column.getUnqualifiedName());
    } else if (part instanceof Keyword && part.toString().equalsIgnoreCase("collate")) {
      context.queryPart(CustomQueryPart.of(nothing -> {}));
    } else if (part instanceof Collation collation && !(part instanceof ColumnChecks)) {
      context.queryPart(
          CustomQueryPart.of(
              printed -> printed.sql("collate ").visit(DSL.name(collation.getName()))));
    }
  }

  private @Nullable QueryPart replace(Param<?> param, boolean inline) {
    if (inline && !inlineAll && PLAIN_INLINES.contains(param.getType())) {
      return null;
    }
    Codec<?, ?>.Bind bind = bind(param);
    if (bind == null) {
      return null;
    }
    return CustomQueryPart.of(
        context -> {
          if (inline) {
            context.sql(bind.literal());
          } else {
            context.sql('?');
            binds.add(bind);
          }
        });
  }

  private Codec<?, ?>.@Nullable Bind bind(Param<?> param) {
    DataType<?> type = param.getDataType();
    Object value = toDatabaseType(param);
    Codec<?, ?> codec = dialect.codecs().find(type.getBinding().converter().fromType());
    if (codec == null) {
      // A value of no declared type, or no value of whatever type.
      codec = value == null ? UntypedNull.CODEC : dialect.codecs().find(value.getClass());
    }
    if (codec == null) {
      if (param.isInline()) {
        return null;
      }
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "Values of type " + param.getType().getName() + " cannot be bound");
    }
    return codec.bind(value, type);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object toDatabaseType(Param<?> param) {
    org.jooq.Converter<?, Object> converter =
        (org.jooq.Converter<?, Object>) param.getBinding().converter();
    try {
      return converter.to(param.getValue());
    } catch (RuntimeException e) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_VALUE,
              "The converter to " + converter.fromType().getName() + " failed")
          .cause(e)
          .build();
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
