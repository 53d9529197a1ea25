package dev.switchback.backend.jdbc;

/** Where databases differ in how SQL text is cut into statements. */
public enum SqlSyntax {
  /** A comment within a comment has an end of its own. */
  NESTED_COMMENTS,
  /** Names may stand in brackets, and then contain whatever they like. */
  BRACKET_NAMES,
  /** The body of a trigger is made of statements, between {@code BEGIN} and {@code END}. */
  TRIGGER_BODIES
}
