package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import org.jooq.Converter;
import org.jooq.DataType;
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
    DataType<?> type = param.getDataType();
    Object value = toDatabaseType(param, userValue);
    Codec<?, ?> codec = codecs.find(type.getBinding().converter().fromType());
    if (codec == null) {
      // A value of no declared type, or no value of whatever type.
      codec = value == null ? UntypedNull.CODEC : codecs.find(value.getClass());
    }
    if (codec == null) {
      if (param.isInline()) {
        return null;
      }
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "Values of type " + param.getType().getName() + " cannot be bound");
    }
    return codec.bind(value, type);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object toDatabaseType(Param<?> param, @Nullable Object value) {
    Converter<?, Object> converter = (Converter<?, Object>) param.getBinding().converter();
    try {
      return converter.to(value);
    } catch (RuntimeException e) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_VALUE,
              "The converter to " + converter.fromType().getName() + " failed")
          .cause(e)
          .build();
    }
  }
}
