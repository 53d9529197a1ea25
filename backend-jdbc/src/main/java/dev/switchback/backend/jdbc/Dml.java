package dev.switchback.backend.jdbc;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jooq.Query;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/** Changes jOOQ's INSERT, UPDATE and DELETE, which it wraps where they have RETURNING. */
public final class Dml {

  private Dml() {}

  /** The INSERT that the query is, or {@code null}. */
  public static QOM.@Nullable Insert<?> insert(Query query) {
    if (query instanceof QOM.InsertReturning<?> returning) {
      return returning.$insert();
    }
    return query instanceof QOM.Insert<?> insert ? insert : null;
  }

  /** The query with its INSERT changed, if it is one. */
  public static Query insert(Query query, UnaryOperator<QOM.Insert<?>> change) {
    if (query instanceof QOM.InsertReturning<?> returning) {
      QOM.Insert<?> insert = returning.$insert();
      QOM.Insert<?> changed = change.apply(insert);
      return changed == insert ? query : returning.$insert(changed);
    }
    return query instanceof QOM.Insert<?> insert ? change.apply(insert) : query;
  }

  /** The query with its UPDATE changed, if it is one. */
  public static Query update(Query query, UnaryOperator<QOM.Update<?>> change) {
    if (query instanceof QOM.UpdateReturning<?> returning) {
      QOM.Update<?> update = returning.$update();
      QOM.Update<?> changed = change.apply(update);
      return changed == update ? query : returning.$update(changed);
    }
    return query instanceof QOM.Update<?> update ? change.apply(update) : query;
  }

  /** The query with its DELETE changed, if it is one. */
  public static Query delete(Query query, UnaryOperator<QOM.Delete<?>> change) {
    if (query instanceof QOM.DeleteReturning<?> returning) {
      QOM.Delete<?> delete = returning.$delete();
      QOM.Delete<?> changed = change.apply(delete);
      return changed == delete ? query : returning.$delete(changed);
    }
    return query instanceof QOM.Delete<?> delete ? change.apply(delete) : query;
  }

  /** What RETURNING of a table becomes. */
  @FunctionalInterface
  public interface ReturningChange {
    /** The new list, or the same one. */
    List<? extends SelectFieldOrAsterisk> apply(
        Table<?> table, List<? extends SelectFieldOrAsterisk> returning);
  }

  /** The query with its RETURNING changed, if it has one. */
  public static Query returning(Query query, ReturningChange change) {
    if (query instanceof QOM.InsertReturning<?> insert) {
      var old = insert.$returning();
      var changed = change.apply(insert.$insert().$into(), old);
      return changed == old ? query : insert.$returning(changed);
    }
    if (query instanceof QOM.UpdateReturning<?> update) {
      var old = update.$returning();
      var changed = change.apply(update.$update().$table(), old);
      return changed == old ? query : update.$returning(changed);
    }
    if (query instanceof QOM.DeleteReturning<?> delete) {
      var old = delete.$returning();
      var changed = change.apply(delete.$delete().$from(), old);
      return changed == old ? query : delete.$returning(changed);
    }
    return query;
  }
}
