package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What only PostgreSQL's connections have, and what becomes of it. */
final class PostgresConnectionTest {

  private PostgresNamespace namespace;
  private Database db;

  @BeforeEach
  void open() throws Exception {
    namespace = new PostgresNamespace(PostgresServer.get());
    db = Database.open(namespace.config().poolSize(2).build());
  }

  @AfterEach
  void close() throws SQLException {
    Await.get(db.closeAsync());
    namespace.close();
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void notificationsAreListenedTo() {
    CompletableFuture<Boolean> listening = new CompletableFuture<>();
    CompletableFuture<String> heard =
        db.withConnection(
            connection -> {
              run(connection, "listen news");
              listening.complete(true);
              PGConnection driver = connection.unwrap(PGConnection.class);
              while (true) {
                PGNotification[] news = driver.getNotifications(100);
                if (news != null && news.length > 0) {
                  return news[0].getParameter();
                }
                if (Thread.interrupted()) {
                  throw new InterruptedException();
                }
              }
            });
    Await.get(listening);
    Await.get(db.execute(DSL.query("notify news, 'extra'")));
    assertThat(Await.get(heard)).isEqualTo("extra");
  }

  /** A socket does not mind an interrupt: the connection is cut, and the pool has another. */
  @Test
  void aFunctionThatHangsOnTheLineIsCutOff() {
    CompletableFuture<Boolean> listening = new CompletableFuture<>();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    CompletableFuture<Object> handle =
        db.withConnection(
            connection -> {
              run(connection, "listen news");
              listening.complete(true);
              try {
                return connection.unwrap(PGConnection.class).getNotifications(0);
              } finally {
                ended.complete(true);
              }
            });
    Await.get(listening);
    handle.cancel(true);
    assertThat(Await.get(ended)).isTrue();
    Await.until(
        "no connection is in use",
        () -> db.stats().lanes().stream().allMatch(lane -> lane.active() == 0));
  }

  @Test
  void aCopyIsRun() {
    long copied =
        Await.get(
            db.withConnection(
                connection -> {
                  run(connection, "create table t (n int)");
                  return connection
                      .unwrap(PGConnection.class)
                      .getCopyAPI()
                      .copyIn("copy t from stdin", new StringReader("1\n2\n3\n"));
                }));
    assertThat(copied).isEqualTo(3);
  }

  @Test
  void whatItSetsOnItsConnectionIsGone() {
    for (int i = 0; i < 3; i++) {
      Await.get(
          db.withConnection(
              connection -> {
                assertThat(text(connection, "show time zone")).isEqualTo("UTC");
                assertThat(text(connection, "show default_transaction_read_only")).isEqualTo("off");
                assertThat(text(connection, "select to_regclass('pg_temp.t')")).isNull();
                run(
                    connection,
                    "set time zone 'Asia/Tokyo'",
                    "set default_transaction_read_only = on",
                    "begin read write",
                    "create temporary table t (n int)",
                    "commit",
                    "select pg_advisory_lock(1)");
                connection.unwrap(PGConnection.class).setPrepareThreshold(-1);
                return null;
              }));
    }
    Await.get(db.execute(DSL.createTable("t").column("n", db.schema().types().int32())));
  }

  @Test
  void aConnectionThatIsLostIsReplaced() {
    Await.failure(
        ErrorKind.CONNECTION,
        db.withConnection(
            connection -> {
              run(connection, "select pg_terminate_backend(pg_backend_pid())");
              return null;
            }));
    String pid =
        Await.get(db.withConnection(connection -> text(connection, "select pg_backend_pid()")));
    assertThat(Objects.requireNonNull(pid)).isNotBlank();
  }

  @Test
  void itsOwnLockTimeoutIsTheDatabases() {
    try (Database impatient =
        Database.open(namespace.config().lockTimeout(Duration.ofMillis(321)).build())) {
      String limit =
          Await.get(impatient.withConnection(connection -> text(connection, "show lock_timeout")));
      assertThat(limit).isEqualTo("321ms");
    }
  }
}
