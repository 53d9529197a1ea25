package dev.switchback.backend.jdbc;

import dev.switchback.backend.jdbc.codec.Codec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.QueryPart;

/**
 * How a database answers rows of a statement that it cannot have answered by one: in several, in a
 * transaction. Immutable.
 */
public interface Stepwise {

  /** What the statements are made of: rendered, and its values encoded, before anything is run. */
  List<? extends QueryPart> parts();

  /** Runs the statements. */
  void run(Run run) throws SQLException;

  /**
   * SQL with the values of its placeholders.
   *
   * @param sql the text
   * @param binds the values
   */
  record Part(String sql, List<? extends Codec<?, ?>.Bind> binds) {

    /** Text without values. */
    public static Part of(String sql) {
      return new Part(sql, List.of());
    }

    /** Both, one behind the other. */
    public Part and(Part other) {
      List<Codec<?, ?>.Bind> all = new ArrayList<>(binds);
      all.addAll(other.binds);
      return new Part(sql + other.sql, all);
    }

    /** The same, with text in the place of another that has no values. */
    public Part with(String placeholder, String text) {
      return new Part(sql.replace(placeholder, text), binds);
    }
  }

  /** A connection for the statements. */
  interface Run {
    /** One of the parts, as it was rendered. */
    Part part(int index);

    /** Runs a statement, and answers how many rows it changed. */
    int execute(Part statement) throws SQLException;

    /** Runs a query, and answers its columns as SQL. */
    List<List<String>> literals(Part query) throws SQLException;

    /** Runs a query whose rows are those to be answered, behind those of earlier ones. */
    void answer(Part query) throws SQLException;
  }
}
