package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Storage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;

/** No value, and no word on of what type: the database takes the type from the place. */
final class UntypedNull implements Storage<Object> {

  static final Codec<Object, Object> CODEC =
      new Codec<>(Object.class, new UntypedNull(), (value, type) -> value, value -> value);

  private UntypedNull() {}

  @Override
  public int nullType() {
    return Types.NULL;
  }

  @Override
  public void bind(PreparedStatement statement, int index, Object value) {
    throw new IllegalStateException("There is no value");
  }

  @Override
  public Object read(ResultSet row, int index) {
    throw new IllegalStateException("There is no value");
  }

  @Override
  public String literal(Object value) {
    throw new IllegalStateException("There is no value");
  }
}
