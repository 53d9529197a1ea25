package dev.switchback.backend.sqlite;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import dev.switchback.backend.jdbc.BaseDialect;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Isolation;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TransactionOptions;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** SQLite's ways. */
final class SqliteDialect extends BaseDialect {

  /** What SQLite itself takes; the driver's build takes more. */
  private static final int MAX_BINDS = 32_766;

  private static final Pattern FOREIGN_KEYS =
      Pattern.compile("pragma\\s+(\\w+\\s*\\.\\s*)?foreign_keys\\b.*", CASE_INSENSITIVE | DOTALL);

  /** Those of a connection that change what statements do, or how safe they are. */
  private static final Pattern SETTING =
      Pattern.compile(
          "\\s*pragma\\s+(\\w+\\s*\\.\\s*)?(foreign_keys|query_only|ignore_check_constraints"
              + "|recursive_triggers|read_uncommitted|case_sensitive_like|writable_schema"
              + "|reverse_unordered_selects|synchronous|busy_timeout|locking_mode)\\s*[=(].*",
          CASE_INSENSITIVE | DOTALL);

  SqliteDialect(BackendInfo info) {
    super(info, SqliteCodecs.ALL, new SqliteTypes());
  }

  @Override
  public Codec<?, ?> codec(ResultSetMetaData columns, int index) throws SQLException {
    return SqliteColumns.codec(columns, index);
  }

  @Override
  public Query rewrite(Query query) {
    return SqliteDml.rewrite(query);
  }

  /**
   * Without quotes {@code true} and {@code cast} would be what they are to SQLite, and in double
   * quotes a name that is not there would be a text.
   */
  @Override
  public String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  @Override
  public Ddl ddl(String sql) {
    return SqliteDdl.of(sql);
  }

  @Override
  public void check(QueryFeature feature) {
    throw DatabaseException.of(
        ErrorKind.UNSUPPORTED,
        switch (feature) {
          case ROW_LOCKS -> "SQLite has no row locks: FOR UPDATE; a transaction locks the file";
          case MERGE -> "SQLite has no MERGE: use INSERT with ON CONFLICT";
          case CONFLICT_CONSTRAINT ->
              "SQLite knows no constraint by its name: name its columns in ON CONFLICT";
          case MODIFYING_WITH -> "SQLite has no INSERT, UPDATE or DELETE inside WITH";
        });
  }

  @Override
  public Set<SqlSyntax> syntax() {
    return EnumSet.of(SqlSyntax.BRACKET_NAMES, SqlSyntax.TRIGGER_BODIES);
  }

  /**
   * It is ignored there, without a word; and the usual recipe for a change of a table, which begins
   * with it, would then delete the rows that refer to that table.
   */
  @Override
  public void checkPlain(String sql) {
    if (SETTING.matcher(sql).matches()) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE,
              "The pragma would last on a connection that others use: withConnection is for that")
          .sql(sql)
          .build();
    }
  }

  @Override
  public void checkInTransaction(String sql) {
    if (FOREIGN_KEYS.matcher(sql).matches()) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE,
              "SQLite does not switch foreign keys on or off within a transaction")
          .sql(sql)
          .build();
    }
  }

  @Override
  public int maxBinds() {
    return MAX_BINDS;
  }

  @Override
  public boolean sendsBatches() {
    return false;
  }

  @Override
  public int failedPosition(BatchUpdateException error) {
    throw new IllegalStateException("No batches are sent");
  }

  @Override
  public DatabaseException translate(SQLException error, @Nullable String sql) {
    return SqliteErrors.translate(error, sql);
  }

  @Override
  public void check(TransactionOptions options) {
    if (options.isolation() != null && options.isolation() != Isolation.SERIALIZABLE) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED, "SQLite has no isolation level but SERIALIZABLE");
    }
  }

  /**
   * A write transaction takes the lock at once: one that began by reading and then wrote would fail
   * when another had written meanwhile, however long it were to wait. One that reads takes its
   * snapshot at once: if somebody is repairing the file, here is where the engine waits.
   */
  @Override
  public void begin(Connection connection, TransactionOptions options) throws SQLException {
    if (!options.readOnly()) {
      execute(connection, "begin immediate");
      return;
    }
    if (!connection.isReadOnly()) {
      execute(connection, "pragma query_only = 1");
    }
    execute(connection, "begin");
    try {
      execute(connection, "select 1 from sqlite_master limit 1");
    } catch (SQLException e) {
      execute(connection, "rollback");
      throw e;
    }
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "commit");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    try {
      execute(connection, "rollback");
    } catch (SQLException e) {
      // An interrupt, or ON CONFLICT ROLLBACK, has done it already.
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw e;
      }
    }
  }

  @Override
  public void end(Connection connection, TransactionOptions options) throws SQLException {
    if (options.readOnly() && !connection.isReadOnly()) {
      execute(connection, "pragma query_only = 0");
    }
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  /** An interrupt ends with the statement that it hit, and none is left over. */
  @Override
  public boolean probe(Connection connection) {
    return answers(connection);
  }

  @Override
  public CompletableFuture<List<TableInfo>> tables(QueryExecutor executor) {
    return SqliteTables.read(executor);
  }

  @Override
  public CompletableFuture<String> databaseName(QueryExecutor executor) {
    return SqliteDrops.databaseName(executor);
  }

  @Override
  public CompletableFuture<List<String>> drops(QueryExecutor executor, Set<String> keptTables) {
    return SqliteDrops.read(executor, keptTables);
  }
}
