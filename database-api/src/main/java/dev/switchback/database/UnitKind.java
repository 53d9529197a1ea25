package dev.switchback.database;

/** What a unit of work does; see {@link DatabaseListener}. */
public enum UnitKind {
  /** A query that returns rows. */
  FETCH,
  /** A statement that returns a count. */
  EXECUTE,
  /** A batch of statements. */
  BATCH,
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
