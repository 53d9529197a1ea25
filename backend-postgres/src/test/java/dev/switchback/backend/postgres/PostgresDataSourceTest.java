package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.selectOne;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.switchback.conformance.Await;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What an application's own {@code DataSource} has of being used by us. */
final class PostgresDataSourceTest {

  private PostgresNamespace namespace;
  private HikariDataSource pool;

  @BeforeEach
  void open() throws Exception {
    namespace = new PostgresNamespace(PostgresServer.get());
    pool = new HikariDataSource(PostgresDataSourceTarget.pool(namespace));
  }

  @AfterEach
  void close() throws SQLException {
    pool.close();
    namespace.close();
  }

  private static List<String> settings(Connection connection) throws SQLException {
    List<String> values = new ArrayList<>();
    for (String name :
        List.of(
            "TimeZone",
            "default_transaction_isolation",
            "default_transaction_read_only",
            "standard_conforming_strings",
            "lock_timeout")) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("show " + name)) {
        row.next();
        values.add(row.getString(1));
      }
    }
    return values;
  }

  /** One connection for both, so that it is the same one. */
  @Test
  void theApplicationFindsItsSettingsAsTheyWere() throws SQLException {
    pool.setMaximumPoolSize(1);
    List<String> before;
    try (Connection connection = pool.getConnection()) {
      before = settings(connection);
    }
    assertThat(before).containsExactly("Asia/Tokyo", "serializable", "off", "off", "77ms");
    try (Database db = Database.open(DatabaseConfig.builder(pool).poolSize(1).build())) {
      assertThat(Await.get(db.fetchSingle(resultQuery("show time zone"))).get(0)).isEqualTo("UTC");
      assertThat(Await.get(db.withConnection(PostgresDataSourceTest::settings)))
          .containsExactly("UTC", "read committed", "off", "on", "5s");
      Await.get(db.transaction(tx -> tx.fetchSingle(selectOne())));
      Await.failure(ErrorKind.NO_SUCH_TABLE, db.fetch(resultQuery("select * from nowhere")));
      idle(db);
      try (Connection connection = pool.getConnection()) {
        assertThat(settings(connection)).isEqualTo(before);
        assertThat(connection.getAutoCommit()).isFalse();
      }
    }
  }

  private static void idle(Database db) {
    Await.until(
        "no connection is in use",
        () -> db.stats().lanes().stream().allMatch(lane -> lane.active() == 0));
  }

  @Test
  void itStaysOpenUnlessItIsGivenAway() {
    try (Database db = Database.open(DatabaseConfig.builder(pool).build())) {
      assertThat(Await.get(db.ping())).isTrue();
    }
    assertThat(pool.isClosed()).isFalse();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    try (Database db = Database.open(DatabaseConfig.builder(pool).ownsDataSource().build())) {
      assertThat(Await.get(db.ping())).isTrue();
    }
    assertThat(pool.isClosed()).isTrue();
  }

  @Test
  void nothingIsTakenThatIsNotInUse() {
    try (Database db = Database.open(DatabaseConfig.builder(pool).poolSize(3).build())) {
      List<CompletableFuture<?>> work = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        work.add(db.fetchSingle(selectOne()));
      }
      work.forEach(Await::get);
      idle(db);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(4);
    }
  }

  /** What somebody left open is not ours to commit. */
  @Test
  void aTransactionThatSomebodyLeftOpenIsNotCommitted() throws Exception {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    DatabaseConfig known = namespace.config().build();
    driver.setUrl(known.url().orElseThrow());
    known.user().ifPresent(driver::setUser);
    known.password().ifPresent(driver::setPassword);
    try (Connection only = driver.getConnection();
        Statement statement = only.createStatement()) {
      statement.execute("create table t (n int)");
      only.setAutoCommit(false);
      statement.execute("insert into t values (1)");
      try (Database db =
          Database.open(DatabaseConfig.builder(new OneConnection(only)).poolSize(1).build())) {
        assertThat(Await.get(db.fetchSingle(resultQuery("select count(*) from t"))).get(0))
            .isEqualTo(0L);
        Await.get(db.execute(DSL.query("insert into t values (2)")));
      }
      assertThat(only.getAutoCommit()).isFalse();
    }
  }

  @Test
  void aDriversOwnDataSourceWillDo() {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    DatabaseConfig known = namespace.config().build();
    driver.setUrl(known.url().orElseThrow());
    known.user().ifPresent(driver::setUser);
    known.password().ifPresent(driver::setPassword);
    try (Database db = Database.open(DatabaseConfig.builder(driver).build())) {
      assertThat(db.backend().name()).isEqualTo("postgres");
      assertThat(db.toString()).endsWith(" at a PGSimpleDataSource");
      assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
    }
  }

  @Test
  void anAnswerDoesNotWaitForItsConnectionToBePutBack() {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    DatabaseConfig known = namespace.config().build();
    driver.setUrl(known.url().orElseThrow());
    known.user().ifPresent(driver::setUser);
    known.password().ifPresent(driver::setPassword);
    CompletableFuture<Boolean> gate = new CompletableFuture<>();
    try (Database db = Database.open(DatabaseConfig.builder(SlowReturn.of(driver, gate)).build())) {
      try {
        assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
      } finally {
        gate.complete(true);
      }
    }
  }

  @Test
  void connectionsThatAreLostAreReplaced() {
    try (Database db = Database.open(DatabaseConfig.builder(pool).poolSize(1).build())) {
      for (int i = 0; i < 3; i++) {
        Await.failure(
            ErrorKind.CONNECTION,
            db.fetch(resultQuery("select pg_terminate_backend(pg_backend_pid())")));
        assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
      }
    }
  }

  @Test
  void aPoolThatIsUsedUpIsTold() throws SQLException {
    HikariConfig small = PostgresDataSourceTarget.pool(namespace);
    small.setMaximumPoolSize(1);
    small.setConnectionTimeout(250);
    try (HikariDataSource one = new HikariDataSource(small);
        Database db = Database.open(DatabaseConfig.builder(one).build());
        Connection taken = one.getConnection()) {
      assertThat(taken.isValid(5)).isTrue();
      Await.failure(ErrorKind.POOL_TIMEOUT, db.fetchSingle(selectOne()));
    }
  }

  @Test
  void aWrongPasswordIsToldAndNotShown() {
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere?password=s3cret");
    hikari.setInitializationFailTimeout(-1);
    hikari.setConnectionTimeout(250);
    try (HikariDataSource nowhere = new HikariDataSource(hikari)) {
      DatabaseException failure =
          Await.failure(
              ErrorKind.CONNECTION, () -> Database.open(DatabaseConfig.builder(nowhere).build()));
      assertThat(failure.toString()).contains("HikariDataSource").doesNotContain("s3cret");
      assertThat(DatabaseConfig.builder(nowhere).build().toString())
          .isEqualTo("DatabaseConfig[a HikariDataSource]");
    }
  }
}
