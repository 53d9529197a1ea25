package dev.switchback.backend.jdbc.codec;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A form in which a driver carries values. Stateless and safe for use by many threads.
 *
 * @param <S> the driver's Java type
 */
public interface Storage<S> {

  /** Sets a parameter that is not null. */
  void bind(PreparedStatement statement, int index, S value) throws SQLException;

  /** The type of {@link java.sql.Types} under which null is set. */
  int nullType();

  /** Reads a column of the current row. */
  @Nullable S read(ResultSet row, int index) throws SQLException;

  /** The value as SQL, for DDL and for statements with more values than a driver takes. */
  String literal(S value);
}
