package dev.switchback.database;

/** The isolation levels of SQL that Switchback offers; READ UNCOMMITTED is not one of them. */
public enum Isolation {
  /** Each statement sees what was committed before it began. */
  READ_COMMITTED,
  /** All statements see the state at the first one. */
  REPEATABLE_READ,
  /** As if transactions ran one after another; a conflict fails with SERIALIZATION. */
  SERIALIZABLE
}
