package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.database.DatabaseException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run: a value, or a failure as the API shows it.
 *
 * @param value the value, if there is no failure
 * @param failure the failure, or {@code null}
 */
public record Attempt<T>(@Nullable T value, @Nullable DatabaseException failure) {

  /** Something that talks to the database. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does it. */
    T run() throws SQLException;
  }

  /** Does something and catches whatever it throws. */
  public static <T> Attempt<T> of(Dialect dialect, @Nullable String sql, Action<T> action) {
    try {
      return new Attempt<>(action.run(), null);
    } catch (SQLException e) {
      return new Attempt<>(null, dialect.translate(e, sql));
    } catch (RuntimeException | Error e) {
      return new Attempt<>(null, DatabaseException.of(e));
    }
  }
}
