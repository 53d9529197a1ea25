package dev.switchback.backend.jdbc.ddl;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a database does what a DDL statement says: by one statement, or in steps.
 *
 * @param sql the statement; where there are steps, what they stand for
 * @param steps the steps, or {@code null}
 */
public record Ddl(String sql, @Nullable Steps steps) {

  /** What one statement cannot do. All of it happens in one transaction, or none. */
  @FunctionalInterface
  public interface Steps {
    /** Does it. */
    void run(DdlConnection connection) throws SQLException;
  }

  /** One statement. */
  public static Ddl statement(String sql) {
    return new Ddl(sql, null);
  }

  /** Steps that stand for a statement. */
  public static Ddl steps(String sql, Steps steps) {
    return new Ddl(sql, steps);
  }
}
