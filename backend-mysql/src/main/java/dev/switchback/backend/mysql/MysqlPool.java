package dev.switchback.backend.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * HikariCP, for what it does best: keeping connections alive, young and replaced. Nobody ever waits
 * in it for another's connection; the lane hands out no more permits than it has connections.
 */
final class MysqlPool implements ConnectionSource {

  /** HikariCP's own lower bound. */
  private static final long MIN_TIMEOUT_MILLIS = 250;

  private final HikariDataSource pool;

  MysqlPool(DatabaseConfig config, String session) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("switchback-mysql");
    hikari.setJdbcUrl(MysqlSettings.url(config));
    hikari.setDataSourceProperties(MysqlSettings.driver(config));
    hikari.setMaximumPoolSize(config.poolSize());
    hikari.setMinimumIdle(Math.min(2, config.poolSize()));
    hikari.setConnectionInitSql(session);
    long timeout = Math.max(MIN_TIMEOUT_MILLIS, MysqlSettings.millis(config.connectTimeout()));
    hikari.setConnectionTimeout(timeout);
    hikari.setValidationTimeout(Math.min(timeout, 5_000));
    // The backend has connected once already, and reports better what failed.
    hikari.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(hikari);
  }

  @Override
  public Session acquire() throws SQLException {
    // The pool closes our statements; the driver keeps them prepared.
    return new Session(pool.getConnection(), 0, MysqlDialect::once);
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
