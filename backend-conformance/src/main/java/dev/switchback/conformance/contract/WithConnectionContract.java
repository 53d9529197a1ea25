package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** The way out: functions of the application on a JDBC connection, and what they leave behind. */
@Conformance
final class WithConnectionContract {

  private static final QueryOptions READ = QueryOptions.defaults().read();

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String insert(Items items, int id) {
    return "insert into \"" + items.tableName + "\" (\"id\", \"amount\") values (" + id + ", 7)";
  }

  private static int count(Connection connection, Items items) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from \"" + items.tableName + "\"")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static int amount(Database db, Items items, int id) {
    return Await.get(db.fetchSingle(items.amountOf(id))).value1();
  }

  @Test
  void itsResultIsTheFunctionsAndEachStatementIsCommitted(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    int counted =
        Await.get(
            db.withConnection(
                connection -> {
                  assertThat(connection.getAutoCommit()).isTrue();
                  assertThat(connection.isClosed()).isFalse();
                  assertThat(connection.isValid(5)).isTrue();
                  run(connection, insert(items, 1));
                  return count(connection, items);
                }));
    assertThat(counted).isOne();
    assertThat(amount(db, items, 1)).isEqualTo(7);
    assertThat((Object) Await.get(db.withConnection(connection -> null))).isNull();
  }

  @Test
  void aTransactionOfItsOwnIsCommitted(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(
        db.withConnection(
            connection -> {
              connection.setAutoCommit(false);
              run(connection, insert(items, 1));
              run(connection, insert(items, 2));
              connection.commit();
              connection.setAutoCommit(true);
              return null;
            }));
    assertThat(amount(db, items, 2)).isEqualTo(7);
  }

  @Test
  void whatItLeavesOpenIsRolledBack(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(
        db.withConnection(
            connection -> {
              connection.setAutoCommit(false);
              run(connection, insert(items, 1));
              return null;
            }));
    Await.get(
        db.withConnection(
            connection -> {
              run(connection, "begin");
              run(connection, insert(items, 1));
              return null;
            }));
    Await.get(db.execute(items.insert(1, "mine")));
    assertThat(items.countOn(db)).isEqualTo(1);
  }

  /** Its settings are not the next one's, on whichever connection that runs. */
  @Test
  void theNextOnesConnectionIsAsItAlwaysWas(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    List<Integer> isolations = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Await.get(
          db.withConnection(
              connection -> {
                isolations.add(connection.getTransactionIsolation());
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isReadOnly()).isFalse();
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
                run(connection, insert(items, 2));
                return null;
              }));
    }
    assertThat(isolations.get(1)).isEqualTo(isolations.get(0));
    Await.get(db.transaction(tx -> tx.execute(items.increment(1))));
    assertThat(amount(db, items, 1)).isOne();
    assertThat(items.countOn(db)).isOne();
  }

  @Test
  void aConnectionThatIsKeptIsDead(Fixture fixture, Database db) throws SQLException {
    Items items = Items.create(fixture, db, 3);
    CompletableFuture<Connection> kept = new CompletableFuture<>();
    CompletableFuture<ResultSet> rows = new CompletableFuture<>();
    Await.get(
        db.withConnection(
            connection -> {
              kept.complete(connection);
              PreparedStatement statement =
                  connection.prepareStatement("select \"id\" from \"" + items.tableName + "\"");
              ResultSet open = statement.executeQuery();
              open.next();
              rows.complete(open);
              return null;
            }));
    Connection connection = kept.join();
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.setAutoCommit(false)).isInstanceOf(SQLException.class);
    connection.close();
    connection.close();
    boolean alive;
    try {
      alive = !rows.join().isClosed() && rows.join().next();
    } catch (SQLException e) {
      alive = false;
    }
    assertThat(alive).isFalse();
    // Neither stands in anybody's way.
    Await.get(db.execute(DSL.dropTable(items.table)));
  }

  @Test
  void closingItDoesNoHarm(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db);
    for (int i = 1; i <= 3; i++) {
      int id = i;
      Await.get(
          db.withConnection(
              connection -> {
                run(connection, insert(items, id));
                connection.close();
                assertThat(connection.isClosed()).isTrue();
                return null;
              }));
    }
    assertThat(items.countOn(db)).isEqualTo(3);
  }

  @Test
  void anSqlExceptionIsTranslatedAndWhatItDidIsNotKnown(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    DatabaseException failure =
        Await.failure(
            ErrorKind.UNIQUE,
            db.withConnection(
                connection -> {
                  run(connection, insert(items, 2));
                  run(connection, insert(items, 1));
                  return null;
                }));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(amount(db, items, 2)).isEqualTo(7);
    DatabaseException reading =
        Await.failure(
            ErrorKind.NO_SUCH_TABLE,
            db.withConnection(
                READ,
                connection -> {
                  run(connection, "select * from no_such_table");
                  return null;
                }));
    assertThat(reading.outcome()).isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  void otherExceptionsArePassedOn(Database db) {
    for (Throwable mine :
        List.of(
            new IllegalStateException("mine"),
            new IOException("mine"),
            new AssertionError("mine"),
            DatabaseException.of(ErrorKind.CHECK, "mine"))) {
      CompletableFuture<Object> failing =
          db.withConnection(
              connection -> {
                throw mine;
              });
      assertThat(Await.thrown(failing)).isSameAs(mine);
    }
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
  }

  @Test
  void readingIsOneSnapshotAndCannotWrite(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    int counted = Await.get(db.withConnection(READ, connection -> count(connection, items)));
    assertThat(counted).isEqualTo(2);
    Await.failure(
        ErrorKind.READ_ONLY,
        db.withConnection(
            READ,
            connection -> {
              run(connection, insert(items, 9));
              return null;
            }));
    Await.get(db.execute(items.insert(9, "now")));
    assertThat(items.countOn(db)).isEqualTo(3);
  }

  /** However long a function blocks, reads go on where there are connections for them. */
  @Test
  void functionsThatBlockKeepNobodyElseFromReading(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(40));
    if (!db.backend().can(Capability.CONCURRENT_READS)) {
      return;
    }
    CountDownLatch gate = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> blocked = new ArrayList<>();
    CountDownLatch running = new CountDownLatch(39);
    for (int i = 0; i < 39; i++) {
      blocked.add(
          db.withConnection(
              READ,
              connection -> {
                running.countDown();
                gate.await();
                return true;
              }));
    }
    Await.call(
        () -> {
          try {
            running.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
    gate.countDown();
    Await.all(blocked);
  }

  @Test
  void aCancelStopsTheStatementThatRuns(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    String endless = fixture.namespace().endless(fixture.marker()).getSQL();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Object> running =
        db.withConnection(
            QueryOptions.defaults().withTag("endless"),
            connection -> {
              begun.complete(true);
              run(connection, endless);
              return null;
            });
    Await.get(begun);
    running.cancel(true);
    UnitEnd end = recorder.end(UnitKind.CONNECTION, "endless");
    assertThat(DatabaseException.of(end.failure()).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
  }

  @Test
  void aLimitDoesTheSame(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    String endless = fixture.namespace().endless(fixture.marker()).getSQL();
    Await.failure(
        ErrorKind.TIMEOUT,
        db.withConnection(
            QueryOptions.defaults().withTimeout(Duration.ofMillis(200)),
            connection -> {
              run(connection, endless);
              return null;
            }));
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isOne();
  }

  @Test
  void aCancelInterruptsTheThread(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.poolSize(1).listener(recorder));
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CompletableFuture<Object> handle =
        db.withConnection(
            QueryOptions.defaults().withTag("listening"),
            connection -> {
              waiting.complete(true);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
              }
              return null;
            });
    Await.get(waiting);
    handle.cancel(true);
    assertThat(Await.get(interrupted)).isTrue();
    assertThat(Await.thrown(handle)).isInstanceOf(CancellationException.class);
    UnitEnd end = recorder.end(UnitKind.CONNECTION, "listening");
    assertThat(DatabaseException.of(end.failure()).kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(end.start().sql()).isNull();
    // The thread has forgotten it.
    boolean still =
        Await.get(db.withConnection(connection -> Thread.currentThread().isInterrupted()));
    assertThat(still).isFalse();
  }

  @Test
  void withdrawnWhileItWaitsItDoesNotRun(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    List<String> ran = new ArrayList<>();
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Object> first =
        db.withConnection(
            connection -> {
              gate.await();
              return null;
            });
    CompletableFuture<Object> second =
        db.withConnection(
            connection -> {
              ran.add("second");
              return null;
            });
    second.cancel(true);
    gate.countDown();
    Await.get(first);
    Await.get(db.withConnection(connection -> null));
    assertThat(ran).isEmpty();
  }

  @Test
  void closingTheDatabaseEndsIt(Fixture fixture) {
    Database db = Database.open(fixture.config().closeGrace(Duration.ZERO).build());
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    CompletableFuture<Object> handle =
        db.withConnection(
            connection -> {
              waiting.complete(true);
              new CountDownLatch(1).await();
              return null;
            });
    Await.get(waiting);
    Await.get(db.closeAsync());
    Await.failure(ErrorKind.CLOSED, handle);
    Await.failure(ErrorKind.CLOSED, db.withConnection(connection -> null));
  }

  @Test
  void inATransactionsOwnWorkItWouldWaitForItself(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Await.get(
        db.transaction(
            tx -> {
              Await.failure(ErrorKind.ILLEGAL_USE, db.withConnection(connection -> null));
              return tx.fetchSingle(selectOne());
            }));
  }

  @Test
  void inTheFunctionTheDatabaseWouldWaitForItself(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Await.get(
        db.withConnection(
            connection -> {
              DatabaseException refused =
                  Await.failure(ErrorKind.ILLEGAL_USE, db.execute(items.increment(1)));
              assertThat(refused).hasMessageContaining("the connection that it was given");
              return null;
            }));
    Await.get(db.execute(items.increment(1)));
    assertThat(amount(db, items, 1)).isEqualTo(1);
  }

  @Test
  void closingTheDatabaseInTheFunctionDoesNotWaitForIt(Fixture fixture) {
    Database db = Database.open(fixture.config().build());
    int answer =
        Await.get(
            db.withConnection(
                connection -> {
                  db.close();
                  return 7;
                }));
    assertThat(answer).isEqualTo(7);
    Await.get(db.closeAsync());
  }

  /** It minds neither the interrupt nor anything else, and nobody can end it. */
  @Test
  void aFunctionThatNeverReturnsDoesNotKeepTheDatabaseOpen(Fixture fixture) {
    Database db = Database.open(fixture.config().closeGrace(Duration.ZERO).build());
    CompletableFuture<Boolean> inside = new CompletableFuture<>();
    CompletableFuture<Boolean> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> handle =
        db.withConnection(
            connection -> {
              inside.complete(true);
              return gate.join();
            });
    try {
      Await.get(inside);
      Await.get(db.closeAsync());
      assertThat(Await.failure(ErrorKind.CLOSED, handle).outcome()).isEqualTo(Outcome.UNKNOWN);
    } finally {
      gate.complete(true);
    }
  }

  @Test
  void theCountersCountIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(2));
    Await.get(db.withConnection(connection -> null));
    Await.until(
        "it is counted",
        () -> db.stats().lanes().stream().mapToLong(LaneStats::finished).sum() == 1);
    Await.until(
        "no connection is in use",
        () -> db.stats().lanes().stream().allMatch(lane -> lane.active() == 0));
  }
}
