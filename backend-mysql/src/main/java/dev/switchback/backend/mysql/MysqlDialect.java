package dev.switchback.backend.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import dev.switchback.backend.jdbc.BaseDialect;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.backend.jdbc.Stepwise;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TransactionOptions;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DataType;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** The ways of MySQL and MariaDB. */
final class MysqlDialect extends BaseDialect {

  /** The protocol counts them in 16 bits. */
  private static final int MAX_BINDS = 65_535;

  /** {@code Rows matched: 3 Changed: 1 Warnings: 0}, {@code Records: 3 Duplicates: 1 …}. */
  private static final Pattern INFO = Pattern.compile("(Rows matched|Records): (\\d+).*");

  private final Flavour flavour;
  private final DatabaseConfig config;
  private final String session;

  /** The dialect; {@code session} sets up a connection. */
  MysqlDialect(BackendInfo info, Flavour flavour, DatabaseConfig config, String session) {
    super(info, MysqlCodecs.of(flavour), new MysqlTypes(flavour));
    this.flavour = flavour;
    this.config = config;
    this.session = session;
  }

  @Override
  public Codec<?, ?> codec(ResultSetMetaData columns, int index) throws SQLException {
    return MysqlColumns.codec(codecs(), columns, index);
  }

  @Override
  public Query rewrite(Query query) {
    return MysqlUpserts.of(query);
  }

  @Override
  public @Nullable Stepwise stepwise(Query query) {
    return MysqlReturning.of(flavour, query);
  }

  @Override
  public @Nullable String mark(DataType<?> type) {
    return type.getType() == UUID.class ? MysqlDdl.UUID : null;
  }

  @Override
  public Ddl ddl(String sql) {
    return MysqlDdl.of(sql);
  }

  @Override
  public void check(QueryFeature feature) {
    if (feature != QueryFeature.ROW_LOCKS) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          flavour.product()
              + " has no "
              + switch (feature) {
                case MERGE -> "MERGE: use INSERT with ON CONFLICT";
                case CONFLICT_CONSTRAINT -> "choice of the key by the name of a constraint";
                default -> "statement inside WITH that changes rows";
              });
    }
  }

  @Override
  public Set<SqlSyntax> syntax() {
    return EnumSet.of(SqlSyntax.TRIGGER_BODIES);
  }

  @Override
  public void resetSession(Connection connection) throws SQLException {
    execute(connection, session);
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
    throw new IllegalStateException("Batches are not sent");
  }

  /** Row by row, off the wire: a cursor would have the server store all of them first. */
  @Override
  public int fetchSize(int rows) {
    return Integer.MIN_VALUE;
  }

  /** The driver counts rows that were changed; those that matched are in the server's words. */
  @Override
  public int count(Statement statement, boolean upsert) throws SQLException {
    ResultSetInternalMethods result = statement.unwrap(JdbcStatement.class).getResultSetInternal();
    String words = result == null ? null : result.getServerInfo();
    Matcher info = INFO.matcher(words == null ? "" : words);
    if (info.matches() && (upsert || info.group(1).startsWith("Rows"))) {
      return Integer.parseInt(info.group(2));
    }
    return upsert ? 1 : statement.getUpdateCount();
  }

  /** The driver would read all rows that are left; so the server is told to send no more. */
  @Override
  public void abandon(Statement statement) throws SQLException {
    Connection connection = statement.getConnection();
    cancel(statement);
    try {
      ResultSet rows = statement.getResultSet(); // a statement that is kept keeps it open
      if (rows != null) {
        rows.close();
      }
      statement.close();
    } finally {
      probe(connection); // the cancel may come when the last row is sent
    }
  }

  /** Not {@code Statement.cancel}, which does nothing while rows are being read. */
  @Override
  public void cancel(Statement statement) throws SQLException {
    long id = statement.getConnection().unwrap(JdbcConnection.class).getId();
    try (Connection other = MysqlSettings.connect(config)) {
      execute(other, "kill query " + id);
    }
  }

  @Override
  public DatabaseException translate(SQLException error, @Nullable String sql) {
    return MysqlErrors.translate(error, sql);
  }

  @Override
  public void check(TransactionOptions options) {
    // It has all of them.
  }

  /** A statement that the driver does not have the server prepare: it is for once. */
  static PreparedStatement once(Connection connection, String sql) throws SQLException {
    return connection.unwrap(JdbcConnection.class).clientPrepareStatement(sql);
  }

  /** The driver's own way takes a round trip more. */
  @Override
  public void begin(Connection connection, TransactionOptions options) throws SQLException {
    if (options.isolation() != null) {
      execute(
          connection,
          "set transaction isolation level "
              + options.isolation().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (options.lockTimeout() != null) {
      setLockTimeout(connection, MysqlSettings.lockSeconds(options.lockTimeout()));
    }
    execute(connection, options.readOnly() ? "start transaction read only" : "start transaction");
  }

  private static void setLockTimeout(Connection connection, long seconds) throws SQLException {
    execute(
        connection,
        "set innodb_lock_wait_timeout = " + seconds + ", lock_wait_timeout = " + seconds);
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "commit");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    execute(connection, "rollback");
  }

  @Override
  public void end(Connection connection, TransactionOptions options) throws SQLException {
    if (options.lockTimeout() != null) {
      setLockTimeout(connection, MysqlSettings.lockSeconds(config.lockTimeout()));
    }
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  /** A cancel that was on its way may hit the first attempt; there is at most one. */
  @Override
  public boolean probe(Connection connection) {
    return answers(connection) || answers(connection);
  }

  @Override
  public CompletableFuture<List<TableInfo>> tables(QueryExecutor executor) {
    return MysqlTables.read(executor, flavour);
  }

  @Override
  public CompletableFuture<String> databaseName(QueryExecutor executor) {
    return MysqlDrops.databaseName(executor);
  }

  @Override
  public CompletableFuture<List<String>> drops(QueryExecutor executor, Set<String> keptTables) {
    return MysqlDrops.read(executor, keptTables);
  }
}
