package dev.switchback.conformance.server;

import java.util.Locale;
import java.util.Optional;

/** A setting of a run: a system property, or the environment variable of the same name. */
final class Setting {

  private Setting() {}

  /** For {@code switchback.postgres.url} also {@code SWITCHBACK_POSTGRES_URL}. */
  static Optional<String> of(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      value = System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
    return Optional.ofNullable(value).filter(given -> !given.isBlank());
  }
}
