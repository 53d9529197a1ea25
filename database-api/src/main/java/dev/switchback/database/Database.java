package dev.switchback.database;

import dev.switchback.database.spi.DatabaseBackend;
import java.util.concurrent.CompletableFuture;
import org.jooq.ConnectionCallable;
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

  /** Like {@link #withConnection(QueryOptions, ConnectionCallable)} with the defaults. */
  default <T> CompletableFuture<T> withConnection(ConnectionCallable<T> work) {
    return withConnection(QueryOptions.defaults(), work);
  }

  /**
   * The way out: runs a function on a JDBC connection of this database, for what the API does not
   * have ({@code LISTEN}, a vendor's calls). It may block: it has a thread of its own for as long
   * as it runs, and the connection, which on an embedded database is the only one that writes.
   *
   * <p>The connection commits each statement; a transaction that the function begins is its own
   * affair, and what it leaves open is rolled back. With {@link QueryOptions#read} the function
   * runs in one read-only transaction instead, on a connection for reading, and must leave that
   * alone. When it has ended, the connection that it was given is dead, with all its statements:
   * keeping or closing it does no harm. Nobody gets the connection behind it with the state that
   * the function left: it is made new. Two cannot be, and keep what is not a JDBC property or a
   * transaction: that of a database in memory, and that of an application's own {@code DataSource}.
   *
   * <p>Fails with what the function throws; a {@link java.sql.SQLException} is translated like that
   * of a query. After a failure the outcome is UNKNOWN, unless it could only read. A limit or a
   * cancel stops the statement that runs and interrupts the thread; a function that minds neither
   * keeps the connection, and the caller is answered after a second all the same. On a server the
   * connection is then cut.
   */
  <T> CompletableFuture<T> withConnection(QueryOptions options, ConnectionCallable<T> work);

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
