package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a placeholder: an encoded value, or a parameter whose value comes later.
 *
 * @param parameter the parameter, or {@code null}
 * @param bind the value, or {@code null}
 */
record Slot(@Nullable Param<?> parameter, Codec<?, ?>.@Nullable Bind bind) {

  /** The value, where there is no parameter. */
  Codec<?, ?>.Bind value() {
    if (bind == null) {
      throw new IllegalStateException("A parameter is not bound");
    }
    return bind;
  }
}
