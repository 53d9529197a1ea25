package dev.switchback.database;

/**
 * What some backends can do and others cannot. Using one that is absent fails with {@link
 * ErrorKind#UNSUPPORTED}, before any I/O where it can be seen in the query.
 */
public enum Capability {
  /** Reads do not wait for an open write transaction. */
  CONCURRENT_READS,
  /** Write transactions on different rows run at the same time. */
  CONCURRENT_WRITES,
  /** DDL is part of a transaction and is rolled back with it. */
  TRANSACTIONAL_DDL,
  /** READ COMMITTED, REPEATABLE READ and SERIALIZABLE can be chosen per transaction. */
  ISOLATION_LEVELS,
  /**
   * {@code SELECT … FOR UPDATE} and {@code FOR SHARE}, with {@code NOWAIT} and {@code SKIP LOCKED}.
   */
  ROW_LOCKS,
  /** {@code MERGE}. */
  MERGE,
  /**
   * {@code ON CONFLICT ON CONSTRAINT} by name alone. Without it the table must know the key of that
   * name, as generated tables do.
   */
  CONFLICT_CONSTRAINT,
  /** {@code INSERT}, {@code UPDATE} and {@code DELETE} inside {@code WITH}. */
  MODIFYING_WITH,
  /** Decimals are compared, ordered and summed by the database, exactly. */
  EXACT_DECIMAL_ARITHMETIC,
  /** Several schemas in one database. */
  SCHEMAS,
  /** Users, passwords and grants. */
  USERS
}
