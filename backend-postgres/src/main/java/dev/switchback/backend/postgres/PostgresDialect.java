package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.BaseDialect;
import dev.switchback.backend.jdbc.QueryFeature;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.load.BulkLoader;
import dev.switchback.backend.jdbc.load.LoadTarget;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.Capability;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TransactionOptions;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** PostgreSQL's ways. */
final class PostgresDialect extends BaseDialect {

  /** The protocol counts them in 16 bits. */
  private static final int MAX_BINDS = 65_535;

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final Pattern SETTING =
      Pattern.compile(
          "\\s*(set\\s+(?!local\\b|transaction\\b|constraints\\b)|reset\\s|discard\\s).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final PostgresSession session;

  PostgresDialect(BackendInfo info, PostgresSession session) {
    super(info, PostgresCodecs.ALL, new PostgresTypes());
    this.session = session;
  }

  @Override
  public Codec<?, ?> codec(ResultSetMetaData columns, int index) throws SQLException {
    return PostgresColumns.codec(columns, index);
  }

  @Override
  public Query rewrite(Query query) {
    return query;
  }

  @Override
  public Ddl ddl(String sql) {
    return PostgresDdl.of(sql);
  }

  @Override
  public void check(QueryFeature feature) {
    if (feature == QueryFeature.MERGE && !info().can(Capability.MERGE)) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED, "MERGE needs PostgreSQL 15: use INSERT with ON CONFLICT");
    }
  }

  @Override
  public Set<SqlSyntax> syntax() {
    return EnumSet.of(SqlSyntax.NESTED_COMMENTS);
  }

  @Override
  public boolean keepsSession() {
    return session.lasts();
  }

  @Override
  public void checkPlain(String sql) {
    if (SETTING.matcher(sql).matches()) {
      throw DatabaseException.builder(
              ErrorKind.ILLEGAL_USE,
              "The setting would last on a connection that others use: SET LOCAL in a transaction,"
                  + " or withConnection, is for that")
          .sql(sql)
          .build();
    }
  }

  /** A script that sets its search path must not set that of whoever comes next. */
  @Override
  public void resetSession(Connection connection) throws SQLException {
    execute(connection, session.reset());
  }

  @Override
  public int maxBinds() {
    return MAX_BINDS;
  }

  @Override
  public boolean sendsBatches() {
    return true;
  }

  /** The driver says it in its message alone: "Batch entry 3 insert … was aborted". */
  @Override
  public int failedPosition(BatchUpdateException error) {
    Matcher number = NUMBER.matcher(String.valueOf(error.getMessage()));
    return number.find() ? Integer.parseInt(number.group()) : 0;
  }

  @Override
  public BulkLoader loader(Session session, LoadTarget target) throws SQLException {
    return PostgresLoads.loader(session, target, MAX_BINDS);
  }

  @Override
  public DatabaseException translate(SQLException error, @Nullable String sql) {
    return PostgresErrors.translate(error, sql);
  }

  @Override
  public void check(TransactionOptions options) {
    // It has all of them.
  }

  /**
   * A statement that the server forgets. One that it keeps fails when the columns of its result
   * have changed, and in a transaction the driver cannot try again.
   */
  static PreparedStatement unnamed(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    return statement;
  }

  /** The driver sends BEGIN together with the first statement: this costs no round trip. */
  @Override
  public void begin(Connection connection, TransactionOptions options) throws SQLException {
    connection.setAutoCommit(false);
    String first = session.begin(options);
    if (!first.isEmpty()) {
      execute(connection, first);
    }
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    // The driver answers a commit of a failed transaction, which rolls back, with success.
    if (connection.unwrap(PgConnection.class).getTransactionState() == TransactionState.FAILED) {
      throw new SQLException("The transaction has failed and cannot be committed", "25P02");
    }
    connection.commit();
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    connection.rollback();
  }

  @Override
  public void end(Connection connection, TransactionOptions options) throws SQLException {
    connection.setAutoCommit(true);
  }

  /**
   * Not {@code Statement.cancel}: the driver sends only the first, and that one is lost when it
   * reaches the server before the statement does.
   */
  @Override
  public void cancel(Statement statement) throws SQLException {
    statement.getConnection().unwrap(PgConnection.class).cancelQuery();
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
    return PostgresTables.read(executor);
  }

  @Override
  public CompletableFuture<String> databaseName(QueryExecutor executor) {
    return PostgresDrops.databaseName(executor);
  }

  @Override
  public CompletableFuture<List<String>> drops(QueryExecutor executor, Set<String> keptTables) {
    return PostgresDrops.read(executor, keptTables);
  }
}
