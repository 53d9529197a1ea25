package dev.switchback.database;

import dev.switchback.database.spi.DatabaseBackend;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;

/**
 * An open database: the entry point of the API.
 *
 * <p>Every query method runs its statement on its own and is committed when the future completes.
 * Safe for use by many threads; a program usually has one per database and keeps it open. After
 * {@link #close} every operation fails with {@link ErrorKind#CLOSED}.
 */
public interface Database extends QueryExecutor, AutoCloseable {

  /**
   * Opens the database at a JDBC URL, with defaults for all else. May block.
   *
   * @throws DatabaseException as {@link DatabaseBackend#open}; UNSUPPORTED if no backend on the
   *     class path accepts the URL, ILLEGAL_USE if several do (both list the backends found)
   */
  static Database open(String url) {
    return open(DatabaseConfig.of(url));
  }

  /**
   * Opens a database. May block.
   *
   * @throws DatabaseException as {@link #open(String)}
   */
  static Database open(DatabaseConfig config) {
    return Backends.find(config).open(config);
  }

  /** Like {@link #open(DatabaseConfig)}, on a thread of its own. */
  static CompletableFuture<Database> openAsync(DatabaseConfig config) {
    return Backends.openAsync(config);
  }

  /** Like {@link #transaction(TransactionOptions, TransactionWork)} with the defaults. */
  default <T> CompletableFuture<T> transaction(TransactionWork<T> work) {
    return transaction(TransactionOptions.defaults(), work);
  }

  /**
   * Runs {@code work} in a transaction: commits when the stage that it returns completes, rolls
   * back when it fails or throws, and then fails with the same exception.
   *
   * <p>After any failed statement the transaction refuses further ones and cannot commit, on every
   * backend; {@link Transaction#savepoint} is the way to survive an error. Work that completes
   * normally all the same fails with {@link ErrorKind#TRANSACTION_ROLLED_BACK}.
   *
   * <p>No thread is held between statements. Work that runs longer than {@link
   * TransactionOptions#timeout} fails with TIMEOUT, work that issues no statement for {@link
   * TransactionOptions#idleTimeout} with TRANSACTION_EXPIRED; both are rolled back.
   *
   * <p>With {@link TransactionOptions#withRetries} the whole of {@code work} is run again, in a new
   * transaction and after a pause (about 10 ms, doubled each time up to 1 s), when it, the begin or
   * the commit failed with an error that {@link DatabaseException#isRetryable() is retryable}, or
   * with an exception that such an error caused. The timeout covers all attempts and pauses. An
   * error after more than one attempt says which it was, and has the earlier ones suppressed. A
   * commit whose answer was lost is never tried again. Savepoints have no retries of their own.
   */
  <T> CompletableFuture<T> transaction(TransactionOptions options, TransactionWork<T> work);

  /**
   * Renders a query once, to be run many times with other values for its named parameters, on this
   * database and in its transactions. No I/O.
   *
   * @throws DatabaseException UNSUPPORTED if the database cannot do it, or if its SQL would depend
   *     on a parameter's value
   */
  <R extends Record> PreparedQuery<R> prepare(ResultQuery<R> query);

  /**
   * Like {@link #prepare(ResultQuery)}, for a statement that returns a count.
   *
   * @throws DatabaseException as there, and ILLEGAL_USE for DDL
   */
  PreparedQuery<Record> prepare(Query statement);

  /** Tables, types and migrations. */
  Schema schema();

  /** What this database is and can do; no I/O. */
  BackendInfo backend();

  /** A snapshot of the lanes' counters; no I/O. */
  DatabaseStats stats();

  /**
   * Whether the database answers a real statement. Completes with {@code false}, never
   * exceptionally, when it does not within the connect timeout, or is closed.
   */
  CompletableFuture<Boolean> ping();

  /**
   * Refuses new work, waits for running and queued work up to {@link DatabaseConfig#closeGrace},
   * then cancels what is left (it fails with CLOSED) and releases every connection. The futures of
   * that work are complete by then, unless a stage of one blocks. Completes normally, also when
   * called again.
   */
  CompletableFuture<Void> closeAsync();

  /** Like {@link #closeAsync}, and waits for it, unless called from one of its own completions. */
  @Override
  void close();
}
