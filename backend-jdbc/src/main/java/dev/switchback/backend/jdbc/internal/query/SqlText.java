package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.QueryOptions.Access;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement, and what is known of it.
 *
 * @param sql the statement
 * @param shown the statement with a placeholder for each value, for listeners and errors
 * @param access READ for a query that cannot write, WRITE for one that does, AUTO where it cannot
 *     be seen
 * @param counts whether the driver's count is one of rows, and not a left-over of an earlier
 *     statement
 * @param upserts whether it is an INSERT that updates what is there already
 * @param modelled whether jOOQ's model says all of it: neither plain SQL nor DDL
 * @param repeatable whether it is worth keeping prepared: its columns are fixed by its text
 * @param stepwise what is done in its stead, if the database cannot answer its rows
 * @param steps what is done in its stead, if the database cannot do it by one statement
 */
public record SqlText(
    String sql,
    String shown,
    Access access,
    boolean counts,
    boolean upserts,
    boolean modelled,
    boolean repeatable,
    @Nullable StepwiseText stepwise,
    Ddl.@Nullable Steps steps) {

  /** What jOOQ takes for no statement: an INSERT of no rows, an UPDATE of no columns. */
  static final SqlText NOTHING =
      new SqlText("", "", Access.WRITE, true, false, true, false, null, null);

  boolean isNothing() {
    return this == NOTHING;
  }

  /** The same, shown in another form. */
  SqlText shownAs(String other) {
    return new SqlText(sql, other, access, counts, upserts, modelled, repeatable, stepwise, steps);
  }

  /** The same, done in steps. */
  SqlText by(StepwiseText program) {
    return new SqlText(sql, shown, access, counts, upserts, modelled, false, program, null);
  }

  /** Takes the steps, if it has any. */
  boolean stepped(Session session, Interruption run) throws SQLException {
    if (steps == null) {
      return false;
    }
    try {
      steps.run(new StepConnection(session.connection(), run));
    } catch (DatabaseException e) {
      throw e.sql() != null ? e : e.toBuilder().sql(shown).cause(e.getCause()).build();
    } finally {
      session.forget();
    }
    return true;
  }

  /** Something to do with a prepared statement. */
  @FunctionalInterface
  interface Use<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** Prepares it, uses it, and keeps or closes it; after an error it is always closed. */
  <T> T prepared(Session session, Use<T> use) throws SQLException {
    PreparedStatement statement = prepare(session);
    T result;
    try {
      result = use.with(statement);
    } catch (SQLException | RuntimeException | Error e) {
      Session.discard(statement);
      throw e;
    }
    done(session, statement);
    return result;
  }

  /** Prepares it, for a use that goes on: {@link #done} ends one without an error. */
  PreparedStatement prepare(Session session) throws SQLException {
    return session.prepare(sql, repeatable);
  }

  /** Keeps or closes the statement. */
  void done(Session session, PreparedStatement statement) throws SQLException {
    if (repeatable) {
      session.keep(sql, statement);
    } else {
      statement.close();
    }
    if (!modelled) {
      session.forget();
    }
  }
}
