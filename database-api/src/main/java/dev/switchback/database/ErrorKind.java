package dev.switchback.database;

/** What went wrong, the same on every backend. */
public enum ErrorKind {
  /** A unique or primary key constraint was violated, or an upsert has the same key twice. */
  UNIQUE,
  /** A foreign key constraint was violated. */
  FOREIGN_KEY,
  /** A column that must have a value was given none. */
  NOT_NULL,
  /** A check constraint was violated. */
  CHECK,

  /** Two serializable transactions conflicted; run the transaction again. */
  SERIALIZATION,
  /** Two transactions waited for each other; run the transaction again. */
  DEADLOCK,
  /** Another process holds the database's lock. */
  BUSY,
  /** A row or table lock was not granted in time, or at once where that was asked. */
  LOCK_TIMEOUT,

  /** The operation's own time limit passed. */
  TIMEOUT,
  /** The operation's handle was cancelled or completed by the caller. */
  CANCELLED,

  /** User or password were refused. */
  AUTHENTICATION,
  /** The user, or the operating system, does not allow it. */
  PERMISSION,
  /** The database cannot be reached, does not exist, or the connection broke. */
  CONNECTION,
  /** No connection became free in time. */
  POOL_TIMEOUT,
  /** The queue of waiting operations is full. */
  OVERLOADED,
  /** Disk, memory or another limit of the database is exhausted. */
  RESOURCE,
  /** A write where only reading is possible. */
  READ_ONLY,
  /** The file is damaged or is no database. */
  CORRUPT,

  /** The database could not parse the SQL. */
  SYNTAX,
  /** There is no such table. */
  NO_SUCH_TABLE,
  /** There is no such column. */
  NO_SUCH_COLUMN,

  /** A text or binary value is longer than its column. */
  TOO_LONG,
  /** A number or date is outside what the column or the Java type can hold. */
  OUT_OF_RANGE,
  /** A value that no portable column can hold, for example a text with a NUL character. */
  ILLEGAL_VALUE,
  /** A stored value cannot be read as the Java type of its field. */
  MAPPING,

  /** A row was expected and none came. */
  NO_ROW,
  /** At most one row was expected and more came. */
  TOO_MANY_ROWS,

  /** The transaction has ended. */
  TRANSACTION_CLOSED,
  /** The transaction was idle for too long and was rolled back. */
  TRANSACTION_EXPIRED,
  /** The transaction was rolled back because an earlier statement in it failed. */
  TRANSACTION_ROLLED_BACK,
  /** The API was used in a way that its contract excludes. */
  ILLEGAL_USE,

  /** The backend cannot do this; see {@link Capability}. */
  UNSUPPORTED,
  /** The database has been closed. */
  CLOSED,
  /** A migration cannot be applied; the message says which and why. */
  MIGRATION,
  /** An error that has no kind of its own; see SQLSTATE and vendor code. */
  OTHER
}
