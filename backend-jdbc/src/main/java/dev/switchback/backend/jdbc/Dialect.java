package dev.switchback.backend.jdbc;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.load.BulkLoader;
import dev.switchback.backend.jdbc.load.InsertLoader;
import dev.switchback.backend.jdbc.load.LoadTarget;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.Types;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.DataType;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * All in which databases differ, as the engine asks it. Stateless and safe for use by many threads.
 */
public interface Dialect {

  /** What the open database is. */
  BackendInfo info();

  /** How Java values travel. */
  Codecs codecs();

  /**
   * The codec of a column of which the query says nothing, by what the driver says.
   *
   * @throws DatabaseException UNSUPPORTED, if it is of a type that has none
   */
  Codec<?, ?> codec(ResultSetMetaData columns, int index) throws SQLException;

  /** The portable column types. */
  Types types();

  /**
   * The query in a form that jOOQ renders rightly for this database.
   *
   * @throws DatabaseException UNSUPPORTED, if the database cannot do it
   */
  Query rewrite(Query query);

  /**
   * How a statement with RETURNING is done in steps, where the database has no RETURNING for it;
   * {@code null} if it has.
   *
   * @throws DatabaseException UNSUPPORTED, if the database cannot do it at all
   */
  default @Nullable Stepwise stepwise(Query query) {
    return null;
  }

  /** A name in quotes, where jOOQ would leave them out or use others; {@code null} if not. */
  default @Nullable String quote(String name) {
    return null;
  }

  /**
   * What is to be printed behind the name of a column of that type in DDL, so that {@link #ddl}
   * finds it again: jOOQ prints some types as it likes. {@code null} for nothing.
   */
  default @Nullable String mark(DataType<?> type) {
    return null;
  }

  /**
   * How the database does what jOOQ's DDL says.
   *
   * @param sql the statement as jOOQ printed it
   * @throws DatabaseException UNSUPPORTED, if the database cannot do it
   */
  Ddl ddl(String sql);

  /**
   * Refuses a part of a query that the database cannot do.
   *
   * @throws DatabaseException UNSUPPORTED
   */
  void check(QueryFeature feature);

  /** How its SQL text is cut into statements, where databases differ. */
  Set<SqlSyntax> syntax();

  /**
   * Refuses plain SQL that sets up the connection, which is somebody else's next. The statements of
   * a script may: after them the session is restored.
   *
   * @throws DatabaseException ILLEGAL_USE
   */
  default void checkPlain(String sql) {}

  /**
   * Refuses a statement that does not do in a transaction what it says.
   *
   * @throws DatabaseException ILLEGAL_USE
   */
  default void checkInTransaction(String sql) {}

  /**
   * Whether what is set on a connection is still set when it is used again; otherwise each call is
   * a transaction, which begins with the settings that it needs.
   */
  default boolean keepsSession() {
    return true;
  }

  /** Restores what a script may have set for the session; the transaction goes on. */
  default void resetSession(Connection connection) throws SQLException {}

  /** The most values that one statement takes; above, they are written into the SQL. */
  int maxBinds();

  /**
   * Whether a driver's batch travels together; otherwise one statement after another is as fast.
   */
  boolean sendsBatches();

  /**
   * What the driver is told so that it fetches a query's rows as they are read, about {@code rows}
   * at a time, and not all at once. The query runs in a transaction, unless its lane only reads.
   */
  default int fetchSize(int rows) {
    return rows;
  }

  /**
   * How many rows a statement has inserted, deleted, or found and updated.
   *
   * @param upsert whether it is an INSERT that updates what is there already
   */
  default int count(Statement statement, boolean upsert) throws SQLException {
    return statement.getUpdateCount();
  }

  /** Closes a statement of whose rows some have not been read. */
  default void abandon(Statement statement) throws SQLException {
    statement.close();
  }

  /** Which statement of a driver's batch failed, from 0. */
  int failedPosition(BatchUpdateException error);

  /** What writes the rows of a bulk load the fastest. */
  default BulkLoader loader(Session session, LoadTarget target) throws SQLException {
    return new InsertLoader(session, target, maxBinds());
  }

  /** The error as the API shows it; {@code sql} is the statement, if there was one. */
  DatabaseException translate(SQLException error, @Nullable String sql);

  /**
   * Refuses options that the database does not have, before a transaction waits for anything.
   *
   * @throws DatabaseException UNSUPPORTED
   */
  void check(TransactionOptions options);

  /** Begins a transaction. */
  void begin(Connection connection, TransactionOptions options) throws SQLException;

  /** Commits; when it fails, the transaction is still to be rolled back. */
  void commit(Connection connection) throws SQLException;

  /** Rolls back, also where the database has done so by itself. */
  void rollback(Connection connection) throws SQLException;

  /** Restores what {@link #begin} changed; after commit or rollback. */
  void end(Connection connection, TransactionOptions options) throws SQLException;

  /**
   * Asks the database to stop what the statement is doing. Called from another thread, and again
   * until it has stopped: each call must really ask.
   */
  default void cancel(Statement statement) throws SQLException {
    statement.cancel();
  }

  /** Whether a connection is a line to a server, which can be cut under what runs on it. */
  boolean isRemote();

  /** Whether the connection works, once a cancel that may still be on its way has been absorbed. */
  boolean probe(Connection connection);

  /** The tables of the database's own schema, by name. */
  CompletableFuture<List<TableInfo>> tables(QueryExecutor executor);

  /** The name of the database, and of its own schema where it has several: {@code music.public}. */
  CompletableFuture<String> databaseName(QueryExecutor executor);

  /**
   * Statements that drop everything in the database's own schema, but for some tables. Each is
   * tried until it works, so that they need not be in an order that minds all dependencies.
   */
  CompletableFuture<List<String>> drops(QueryExecutor executor, Set<String> keptTables);
}
