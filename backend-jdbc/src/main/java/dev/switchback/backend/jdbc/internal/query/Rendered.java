package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A query as it is sent: SQL and encoded values. Immutable.
 *
 * @param text the statement
 * @param binds its values, in the order of its placeholders
 */
public record Rendered(SqlText text, List<? extends Codec<?, ?>.Bind> binds) {

  void bind(PreparedStatement statement) throws SQLException {
    int index = 0;
    for (Codec<?, ?>.Bind bind : binds) {
      bind.set(statement, ++index);
    }
  }
}
