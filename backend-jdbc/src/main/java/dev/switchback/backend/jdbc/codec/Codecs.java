package dev.switchback.backend.jdbc.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codecs of a dialect, by Java type. Immutable after {@link Builder#build}. */
public final class Codecs {

  private final Map<Class<?>, Codec<?, ?>> byType;

  private Codecs(Map<Class<?>, Codec<?, ?>> byType) {
    this.byType = Map.copyOf(byType);
  }

  /** The codec of a type, or {@code null} if the dialect has none. */
  public @Nullable Codec<?, ?> find(Class<?> type) {
    return byType.get(type);
  }

  /** Collects codecs. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects codecs; a later one of the same type replaces an earlier one. */
  public static final class Builder {
    private final Map<Class<?>, Codec<?, ?>> byType = new HashMap<>();

    /** Adds a codec. */
    public Builder add(Codec<?, ?> codec) {
      byType.put(codec.type(), codec);
      return this;
    }

    /** Whole numbers of all sizes, over a storage of 64 bits. */
    public Builder integers(Storage<Long> storage) {
      return add(new Codec<>(Long.class, storage, (v, t) -> v, v -> v))
          .add(new Codec<>(Integer.class, storage, (v, t) -> v.longValue(), Values::toInt))
          .add(new Codec<>(Short.class, storage, (v, t) -> v.longValue(), Values::toShort))
          .add(new Codec<>(Byte.class, storage, (v, t) -> v.longValue(), Values::toByte));
    }

    /** Floating-point numbers. */
    public Builder floats(Storage<Double> storage) {
      return add(new Codec<>(Double.class, storage, (v, t) -> Values.finite(v), v -> v))
          .add(
              new Codec<>(
                  Float.class, storage, (v, t) -> Values.finite(v.doubleValue()), Values::toFloat));
    }

    /** The registry. */
    public Codecs build() {
      return new Codecs(byType);
    }
  }
}
