package dev.switchback.database;

/** What a unit of work does; see {@link DatabaseListener}. */
public enum UnitKind {
  /** A query that returns rows. */
  FETCH,
  /** A statement that returns a count. */
  EXECUTE,
  /** A batch of statements. */
  BATCH,
  /** A bulk load; its SQL is that of one row. */
  LOAD,
  /**
   * A stream of rows, from the subscription to its end. Its time of waiting is that before the
   * connection, and neither of the others is the subscriber's: running is the time until there are
   * rows, decoding that of reading them. Its rows are those that the subscriber was given.
   */
  STREAM,
  /** A whole transaction, from the call to its end. */
  TRANSACTION,
  /** The beginning of a transaction. */
  BEGIN,
  /** The commit of a transaction. */
  COMMIT,
  /** The rollback of a transaction. */
  ROLLBACK,
  /** The beginning of a savepoint. */
  SAVEPOINT,
  /** The successful end of a savepoint. */
  RELEASE,
  /** The undoing of a savepoint. */
  ROLLBACK_TO_SAVEPOINT,
  /** A function of the application on a JDBC connection. */
  CONNECTION,
  /** A check whether the database answers. */
  PING
}
