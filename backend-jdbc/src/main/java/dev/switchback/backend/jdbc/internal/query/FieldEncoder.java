package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.backend.jdbc.type.PortableType;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import org.jooq.Binding;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/** Encodes the values of one field. Immutable. */
public final class FieldEncoder {

  private final Codecs codecs;
  private final DataType<?> type;
  private final Converter<?, Object> converter;
  private final @Nullable Codec<?, ?> codec;

  /** An encoder for fields of a type. */
  @SuppressWarnings("unchecked")
  public FieldEncoder(Codecs codecs, DataType<?> type) {
    this.codecs = codecs;
    this.type = type;
    this.converter = (Converter<?, Object>) converter(type.getBinding());
    this.codec = codecs.find(converter.fromType());
  }

  /** The codec of all its values, or {@code null} if each value has the one of its class. */
  public @Nullable Codec<?, ?> codec() {
    return codec;
  }

  /**
   * The encoded value; {@code null} if its type cannot be bound.
   *
   * @throws DatabaseException ILLEGAL_VALUE or OUT_OF_RANGE
   */
  public Codec<?, ?>.@Nullable Bind encode(@Nullable Object userValue) {
    Object value = toDatabaseType(userValue);
    Codec<?, ?> used = codec;
    if (used == null) {
      // A value of no declared type, or no value of whatever type.
      used = value == null ? UntypedNull.CODEC : codecs.find(value.getClass());
    }
    return used == null ? null : used.bind(value, type);
  }

  private @Nullable Object toDatabaseType(@Nullable Object value) {
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

  /** What to answer where {@link #encode} has nothing. */
  public DatabaseException unsupported() {
    return DatabaseException.of(
        ErrorKind.UNSUPPORTED, "Values of type " + type.getType().getName() + " cannot be bound");
  }

  /**
   * The way between an application's type and the stored one.
   *
   * @throws DatabaseException UNSUPPORTED, if the application has more than a converter
   */
  static Converter<?, ?> converter(Binding<?, ?> binding) {
    if (binding instanceof PortableType
        || binding.getClass().getPackageName().equals("org.jooq.impl")) {
      return binding.converter();
    }
    throw DatabaseException.of(
        ErrorKind.UNSUPPORTED,
        "The binding "
            + binding.getClass().getName()
            + " would talk to the driver, which the engine does itself: use a converter");
  }
}
