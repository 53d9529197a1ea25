package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.codec.Storage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Whatever is there; for reading only. */
final class AnyStorage implements Storage<Object> {

  @Override
  public void bind(PreparedStatement statement, int index, Object value) {
    throw new UnsupportedOperationException("Only for reading");
  }

  @Override
  public int nullType() {
    return Types.NULL;
  }

  @Override
  public @Nullable Object read(ResultSet row, int index) throws SQLException {
    return row.getObject(index);
  }

  @Override
  public String literal(Object value) {
    throw new UnsupportedOperationException("Only for reading");
  }
}
