package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.database.DatabaseException;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;

/** Encodes the values of jOOQ's parameters. */
record Binder(Codecs codecs) {

  /**
   * The encoded value; {@code null} where jOOQ writes it into the SQL and knows better how.
   *
   * @throws DatabaseException UNSUPPORTED, ILLEGAL_VALUE or OUT_OF_RANGE
   */
  Codec<?, ?>.@Nullable Bind bind(Param<?> param, @Nullable Object userValue) {
    FieldEncoder encoder = new FieldEncoder(codecs, param.getDataType());
    Codec<?, ?>.Bind bind = encoder.encode(userValue);
    if (bind == null && !param.isInline()) {
      throw encoder.unsupported();
    }
    return bind;
  }
}
