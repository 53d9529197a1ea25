package dev.switchback.backend.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * HikariCP, for what it does best: keeping connections alive, young and replaced. Nobody ever waits
 * in it for another's connection; the lane hands out no more permits than it has connections.
 */
final class PostgresPool implements ConnectionSource {

  /** HikariCP's own lower bounds. */
  private static final long MIN_TIMEOUT_MILLIS = 250;

  private static final long MIN_IDLE_MILLIS = 10_000;

  /** Connections that stay open however long nobody needs them. */
  private static final int KEPT = 2;

  private final HikariDataSource pool;

  PostgresPool(DatabaseConfig config, PostgresOptions options, PostgresSession session) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("switchback-postgres");
    hikari.setJdbcUrl(config.url().orElseThrow());
    hikari.setDataSourceProperties(PostgresSettings.driver(config, options));
    hikari.setMaximumPoolSize(config.poolSize());
    if (config.poolSize() > KEPT) {
      hikari.setMinimumIdle(KEPT);
      hikari.setIdleTimeout(idleMillis(config.idleConnectionTimeout()));
    }
    if (session.lasts()) {
      hikari.setConnectionInitSql(session.setUp());
    }
    long timeout = Math.max(MIN_TIMEOUT_MILLIS, PostgresSettings.millis(config.connectTimeout()));
    hikari.setConnectionTimeout(timeout);
    hikari.setValidationTimeout(Math.min(timeout, 5_000));
    // The backend has connected once already, and reports better what failed.
    hikari.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(hikari);
  }

  /** Zero is for ever, there as here. */
  private static long idleMillis(Duration limit) {
    return limit.isZero() ? 0 : Math.max(MIN_IDLE_MILLIS, PostgresSettings.millis(limit));
  }

  @Override
  public Session acquire() throws SQLException {
    // The pool closes our statements; the driver keeps them prepared.
    return new Session(pool.getConnection(), 0, PostgresDialect::unnamed);
  }

  @Override
  public void release(Session session, boolean broken) {
    Connection connection = session.connection();
    if (broken) {
      pool.evictConnection(connection); // which closes it; closing it here as well would fail
      return;
    }
    try {
      connection.close();
    } catch (SQLException ignored) {
      // The pool has taken notice and will replace it.
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
