package dev.switchback.database;

import java.util.List;
import java.util.Objects;
import org.jooq.Param;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A query that was rendered once, by {@link Database#prepare}, and is run many times with other
 * values: the fast way for what is asked all the time. It runs on the database that prepared it,
 * and in any of its transactions.
 *
 * <pre>{@code
 * PreparedQuery<Record1<String>> byId =
 *     db.prepare(select(TRACK.TITLE).from(TRACK).where(TRACK.ID.eq(param("id", Long.class))));
 * db.fetchSingle(byId.bind("id", 7L));
 * }</pre>
 *
 * <p>Its parameters are jOOQ's named ones ({@code DSL.param}); all other values are constants. One
 * that was made with a value has that value until it is bound. Immutable, and safe for use by many
 * threads.
 *
 * @param <R> the type of its rows
 */
public interface PreparedQuery<R extends Record> {

  /**
   * This query with a value for a parameter, wherever that stands in it; the value is encoded, and
   * so copied, before the method returns.
   *
   * @throws DatabaseException ILLEGAL_USE if there is no such parameter; ILLEGAL_VALUE or
   *     OUT_OF_RANGE if it cannot have that value, and ILLEGAL_VALUE if it is of another type
   */
  PreparedQuery<R> bind(String name, @Nullable Object value);

  /** Like {@link #bind(String, Object)}, by the parameter itself. */
  default <T> PreparedQuery<R> bind(Param<T> parameter, @Nullable T value) {
    return bind(Objects.requireNonNull(parameter.getParamName(), "unnamed parameter"), value);
  }

  /** The names of its parameters, in the order in which they first stand in the SQL. */
  List<String> parameters();

  /** The SQL, with a placeholder for each value. */
  String sql();

  /** The SQL; no value. */
  @Override
  String toString();
}
