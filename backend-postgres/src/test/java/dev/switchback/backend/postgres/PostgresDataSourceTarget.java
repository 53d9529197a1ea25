package dev.switchback.backend.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.Target;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.util.Optional;
import java.util.Set;
import org.jooq.ResultQuery;

/** PostgreSQL by way of an application's own pool, set up as differently as one can be. */
final class PostgresDataSourceTarget implements Target {

  private static final int ENOUGH = 50;

  private final PostgresTarget server = new PostgresTarget();

  @Override
  public String name() {
    return "PostgreSQL, DataSource";
  }

  @Override
  public Optional<String> start() {
    return server.start();
  }

  @Override
  public Namespace newNamespace() throws Exception {
    return new DataSourceNamespace(new PostgresNamespace(PostgresServer.get()));
  }

  /** A pool whose connections have other settings than ours, in all that we set. */
  static HikariConfig pool(PostgresNamespace namespace) {
    DatabaseConfig config = namespace.config().build();
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl(config.url().orElseThrow());
    config.user().ifPresent(hikari::setUsername);
    config.password().ifPresent(hikari::setPassword);
    hikari.setMaximumPoolSize(ENOUGH);
    hikari.setMinimumIdle(0);
    hikari.setAutoCommit(false);
    hikari.setConnectionInitSql(
        "set time zone 'Asia/Tokyo'; set standard_conforming_strings = off;"
            + " set default_transaction_isolation = 'serializable'; set lock_timeout = 77; commit");
    return hikari;
  }

  private record DataSourceNamespace(PostgresNamespace plain) implements Namespace {
    @Override
    public DatabaseConfigBuilder config() {
      return DatabaseConfig.builder(new HikariDataSource(pool(plain))).ownsDataSource();
    }

    @Override
    public Set<Hook> hooks() {
      return plain.hooks();
    }

    @Override
    public ResultQuery<?> endless(String marker) {
      return plain.endless(marker);
    }

    @Override
    public ResultQuery<?> lasting() {
      return plain.lasting();
    }

    @Override
    public Sessions sessions() {
      return plain.sessions();
    }

    @Override
    public AutoCloseable lock(String table) throws Exception {
      return plain.lock(table);
    }

    @Override
    public void close() throws Exception {
      plain.close();
    }
  }
}
