package dev.switchback.conformance;

/**
 * What a test needs of its {@link Namespace} beyond opening it, because it looks at the database
 * from outside. Unlike a capability it says nothing about the backend under test.
 */
public enum Hook {
  /** Several openings see the same data: {@link Namespace#config} leads to one database. */
  REOPEN,
  /** {@link Namespace#sessions}. */
  SESSIONS,
  /** {@link Namespace#lock}. */
  FOREIGN_LOCK
}
