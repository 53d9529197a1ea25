package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.ConnectionCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

/** What only SQLite's connections have, and what becomes of it. */
final class SqliteConnectionTest {

  private static ConnectionCallable<Void> running(String... statements) {
    return connection -> {
      run(connection, statements);
      return null;
    };
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static int number(Database db, String query) {
    return Await.get(db.with(QueryOptions.defaults().write()).fetchSingle(resultQuery(query)))
        .get(0, Integer.class);
  }

  private static Database file(Path folder) {
    return Database.open("jdbc:sqlite:" + folder.resolve("a.db"));
  }

  /** Others use the connection next, or at the same time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pragma foreign_keys = off",
        " PRAGMA main.foreign_keys(0)",
        "pragma query_only=1",
        "pragma synchronous = off"
      })
  void settingsOfTheConnectionArePlainSqlForNobody(String pragma, @TempDir Path folder) {
    try (Database db = file(folder)) {
      Await.failure(ErrorKind.ILLEGAL_USE, db.execute(query(pragma)));
      Await.failure(ErrorKind.ILLEGAL_USE, db.transaction(tx -> tx.execute(query(pragma))));
      assertThat(Await.get(db.fetchSingle(resultQuery("pragma foreign_keys"))).get(0))
          .isEqualTo(1L);
    }
  }

  @Test
  void thePathOfAUriIsDecoded(@TempDir Path folder) throws IOException {
    Path music = Files.createDirectory(folder.resolve("my music"));
    String uri = "jdbc:sqlite:file:" + folder + "/my%20music/a.db";
    Database.open(uri).close();
    Database.open(uri.replace("file:", "file://")).close();
    assertThat(music.resolve("a.db")).exists();
    try (Database db = Database.open("jdbc:sqlite:" + music.resolve("mode=memory.db"))) {
      assertThat(db.backend().can(Capability.CONCURRENT_READS)).isTrue();
    }
  }

  @Test
  void theDriversOwnCallsAreReached(@TempDir Path folder) {
    try (Database db = file(folder)) {
      String version =
          Await.get(
              db.withConnection(
                  connection -> connection.unwrap(SQLiteConnection.class).libversion()));
      assertThat(version).isEqualTo(db.backend().productVersion());
    }
  }

  @Test
  void aFileIsBackedUp(@TempDir Path folder) {
    Path copy = folder.resolve("copy.db");
    try (Database db = file(folder)) {
      Await.get(db.withConnection(running("create table t (n int)", "vacuum into '" + copy + "'")));
    }
    assertThat(copy).isNotEmptyFile();
  }

  @Test
  void whatItSetsOnAFilesConnectionIsGone(@TempDir Path folder) {
    try (Database db = file(folder)) {
      Await.get(
          db.withConnection(
              running(
                  "create temporary table t (n int)",
                  "attach ':memory:' as other",
                  "pragma foreign_keys = off",
                  "pragma query_only = on",
                  "pragma busy_timeout = 12345")));
      assertThat(number(db, "pragma foreign_keys")).isOne();
      assertThat(number(db, "pragma query_only")).isZero();
      assertThat(number(db, "pragma busy_timeout")).isLessThan(100);
      assertThat(number(db, "select count(*) from pragma_database_list where name = 'other'"))
          .isZero();
      assertThat(number(db, "select count(*) from sqlite_temp_master")).isZero();
    }
  }

  @Test
  void theSettingsOfADatabaseInMemoryAreMadeAgain() {
    try (Database db = Database.open("jdbc:sqlite::memory:")) {
      Await.get(
          db.withConnection(
              running(
                  "create table t (n int)",
                  "insert into t values (1)",
                  "pragma foreign_keys = off",
                  "pragma query_only = on",
                  "pragma synchronous = off",
                  "begin")));
      assertThat(number(db, "pragma foreign_keys")).isOne();
      assertThat(number(db, "pragma query_only")).isZero();
      assertThat(number(db, "pragma synchronous")).isEqualTo(2);
      assertThat(number(db, "select count(*) from t")).isOne();
      Await.get(
          db.withConnection(
              connection -> {
                connection.setAutoCommit(false);
                run(connection, "insert into t values (2)", "rollback");
                connection.close();
                return null;
              }));
      assertThat(number(db, "select count(*) from t")).isOne();
      Await.get(db.withConnection(QueryOptions.defaults().read(), running("select * from t")));
      Await.get(db.withConnection(running("insert into t values (2)")));
      assertThat(number(db, "select count(*) from t")).isEqualTo(2);
    }
  }

  /** The one that wrote has been thrown away, and those that read cannot move the log. */
  @Test
  void closingLeavesNoLogWhenTheLastWriterWasLent(@TempDir Path folder) {
    try (Database db = file(folder)) {
      number(db, "select 1");
      Await.get(db.fetch(resultQuery("select 1")));
      Await.get(db.withConnection(running("create table t (n int)", "insert into t values (1)")));
    }
    assertThat(Files.exists(folder.resolve("a.db-wal"))).isFalse();
    try (Database db = file(folder)) {
      assertThat(number(db, "select count(*) from t")).isOne();
    }
  }

  @Test
  void theDatabasesLockIsToldAsItAlwaysIs(@TempDir Path folder) {
    try (Database db = file(folder);
        Database other = file(folder)) {
      Await.get(
          db.withConnection(
              connection -> {
                run(connection, "begin immediate");
                Await.failure(
                    ErrorKind.BUSY, other.withConnection(running("create table t (n int)")));
                return null;
              }));
      Await.get(other.withConnection(running("create table t (n int)")));
    }
  }
}
