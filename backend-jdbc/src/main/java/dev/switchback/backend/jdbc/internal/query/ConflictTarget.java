package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.database.Capability;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.List;
import org.jooq.Constraint;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.UniqueKey;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * Watches an upsert being printed: jOOQ's model does not tell of a target that is a constraint, and
 * prints what no database can read where there is no target at all.
 */
final class ConflictTarget {

  private static final QueryPart NOTHING = CustomQueryPart.of(context -> {});

  private final Dialect dialect;
  private QOM.@Nullable Insert<?> insert;
  private List<? extends Field<?>> targets = List.of();
  private @Nullable QueryPart inside;
  private boolean constraint;

  ConflictTarget(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What is to be printed in the place of the part that comes, or {@code null}: itself. */
  @Nullable QueryPart start(QueryPart part) {
    if (part instanceof QOM.Insert<?> begun) {
      insert = begun;
      targets = begun.$onConflict();
      constraint = false;
    } else if (part == Keywords.ON_CONSTRAINT) {
      constraint = true;
      return byName() ? null : NOTHING;
    } else if (constraint && part instanceof Constraint target) {
      return byName() ? null : columns(target.getName());
    } else {
      for (Field<?> target : targets) {
        if (part == target) {
          inside = part;
        }
      }
    }
    return null;
  }

  /** Whether values are to be written out: an index is not recognised by a placeholder. */
  boolean isInside() {
    return inside != null;
  }

  private boolean byName() {
    return dialect.info().can(Capability.CONFLICT_CONSTRAINT);
  }

  private QueryPart columns(String name) {
    if (insert != null) {
      for (UniqueKey<?> key : insert.$into().getKeys()) {
        if (key.getName().equals(name)) {
          return CustomQueryPart.of(context -> print(context, key));
        }
      }
    }
    dialect.check(QueryFeature.CONFLICT_CONSTRAINT);
    throw new IllegalStateException("The dialect should have refused this");
  }

  private static void print(Context<?> context, UniqueKey<?> key) {
    String separator = "(";
    for (Field<?> column : key.getFields()) {
      context.sql(separator).visit(column.getUnqualifiedName());
      separator = ", ";
    }
    context.sql(')');
  }

  /** Refuses an update without a target: which key it means differs between databases. */
  void end(QueryPart part) {
    if (part == inside) {
      inside = null;
    }
    if (part instanceof QOM.Insert<?> ended
        && ended.$onDuplicateKeyUpdate()
        && ended.$onConflict().isEmpty()
        && !constraint) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "ON DUPLICATE KEY UPDATE is for tables of which one key is known, and "
              + ended.$into().getName()
              + " has "
              + ended.$into().getKeys().size()
              + ": name the key's columns by onConflict");
    }
  }
}
