package dev.switchback.conformance.generated;

/** An application's enumeration; a forced type with jOOQ's {@code EnumConverter}. */
public enum Genre {
  /** Made up. */
  FICTION,
  /** In verse. */
  POETRY,
  /** Neither. */
  ESSAY
}
