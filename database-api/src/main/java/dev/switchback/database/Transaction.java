package dev.switchback.database;

import java.util.concurrent.CompletableFuture;

/**
 * A transaction, inside the function given to {@link Database#transaction}. Statements run in the
 * order in which they were issued. After the function's stage has completed every call fails with
 * {@link ErrorKind#TRANSACTION_CLOSED}.
 *
 * <p>A {@link #stream} has the transaction to itself, from the subscription until its subscriber
 * has heard of its end or has cancelled it: any other call meanwhile fails with ILLEGAL_USE. The
 * end of the work waits for a stream whose subscriber still asks for rows. If it asks for none, and
 * has not cancelled, that is ILLEGAL_USE too, and the transaction is rolled back.
 *
 * <p>A subscriber that has what it asked for may cancel, and the transaction goes on. To cancel
 * while rows are awaited stops a statement, and so dooms the transaction as any failure does; so
 * does an exception from {@code onNext}.
 *
 * <p>Safe for use by many threads.
 */
public interface Transaction extends QueryExecutor {

  /**
   * Runs {@code work} under a savepoint: its failure undoes what it did, and only that. The caller
   * who handles the failed future goes on with the transaction; a cancel or a timeout inside dooms
   * the whole transaction.
   *
   * <p>While a savepoint is open, a statement on this transaction fails with {@link
   * ErrorKind#ILLEGAL_USE}: the work must use the transaction that it is given. Savepoints issued
   * meanwhile wait for their turn. Savepoints nest.
   */
  <T> CompletableFuture<T> savepoint(TransactionWork<T> work);

  /**
   * Makes the end of this transaction (or of this savepoint's work) a rollback. The work's own
   * result is still delivered.
   */
  void setRollbackOnly();
}
