package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.QueryOptions.Access;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A query as it is sent: SQL and encoded values. Immutable.
 *
 * @param sql the statement
 * @param binds its values, in the order of its placeholders
 * @param access READ for a query that cannot write, WRITE for one that does, AUTO where it cannot
 *     be seen
 * @param counts whether the driver's count is one of rows, and not a left-over of an earlier
 *     statement
 */
public record Rendered(
    String sql, List<? extends Codec<?, ?>.Bind> binds, Access access, boolean counts) {

  void bind(PreparedStatement statement) throws SQLException {
    int index = 0;
    for (Codec<?, ?>.Bind bind : binds) {
      bind.set(statement, ++index);
    }
  }
}
