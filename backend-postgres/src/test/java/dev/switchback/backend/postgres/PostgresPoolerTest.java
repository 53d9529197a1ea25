package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.TransactionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Behind a pooler whose connections have settings that nobody wants, in turn. */
final class PostgresPoolerTest {

  private static final String SETTINGS =
      "select concat_ws(' ', current_setting('TimeZone'), current_setting('transaction_isolation'),"
          + " current_setting('transaction_read_only'), current_setting('lock_timeout'))";

  private Namespace namespace;

  @BeforeEach
  void open() throws Exception {
    PostgresPoolerTarget target = new PostgresPoolerTarget();
    Optional<String> unavailable = target.start();
    if (unavailable.isPresent() && Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(unavailable.get());
    }
    assumeThat(unavailable).isEmpty();
    namespace = target.newNamespace();
  }

  @AfterEach
  void close() throws Exception {
    if (namespace != null) {
      namespace.close();
    }
  }

  @Test
  void everyCallHasTheSettingsThatItNeeds() {
    try (Database db = Database.open(namespace.config().build())) {
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(settings(db, "UTC read committed off 5s"));
      }
      calls.forEach(Await::get);
      TransactionOptions limited =
          TransactionOptions.defaults().withLockTimeout(Duration.ofSeconds(7)).asReadOnly();
      assertThat(
              Await.get(db.transaction(limited, tx -> tx.fetchSingle(resultQuery(SETTINGS))))
                  .get(0))
          .isEqualTo("UTC read committed on 7s");
    }
  }

  private static CompletableFuture<?> settings(Database db, String expected) {
    return db.fetchSingle(resultQuery(SETTINGS))
        .thenAccept(row -> assertThat(row.get(0)).isEqualTo(expected));
  }

  /** More often than the driver runs a statement before it has the server keep it. */
  @Test
  void nothingIsPreparedOnWhatIsAnotherConnectionNextTime() {
    try (Database db = Database.open(namespace.config().build())) {
      PreparedQuery<Record1<Integer>> query = db.prepare(select(param("n", SQLDataType.INTEGER)));
      List<CompletableFuture<Record1<Integer>>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(db.fetchSingle(query.bind("n", i)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(Await.get(answers.get(i)).value1()).isEqualTo(i);
      }
    }
  }

  @Test
  void anApplicationsOwnConnectionsAreLeftAsTheyWere() throws SQLException {
    DatabaseConfig known = namespace.config().build();
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setUrl(known.url().orElseThrow());
    known.user().ifPresent(driver::setUser);
    known.password().ifPresent(driver::setPassword);
    try (Connection only = driver.getConnection();
        Database db =
            Database.open(
                DatabaseConfig.builder(new OneConnection(only))
                    .poolSize(1)
                    .option("postgres.pooler", "transaction")
                    .build())) {
      for (int i = 0; i < 20; i++) {
        Await.get(settings(db, "UTC read committed off 5s"));
      }
      Await.get(db.closeAsync());
      assertThat(only.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(5);
    }
  }

  @Test
  void whatIsNoOptionIsRefusedAndNamed() {
    assertThat(
            Await.failure(
                ErrorKind.ILLEGAL_USE,
                () -> Database.open(namespace.config().option("postgres.poler", "x").build())))
        .hasMessageContaining("postgres.poler")
        .hasMessageContaining("postgres.pooler");
    assertThat(
            Await.failure(
                ErrorKind.ILLEGAL_USE,
                () ->
                    Database.open(
                        namespace.config().option("postgres.pooler", "statement").build())))
        .hasMessageContaining("can only be transaction");
  }
}
