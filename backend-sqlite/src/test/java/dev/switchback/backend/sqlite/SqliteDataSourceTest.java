package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An application's own {@code SQLiteDataSource}, and those that are refused. */
final class SqliteDataSourceTest {

  private static final QueryOptions WRITE = QueryOptions.defaults().write();

  private static SQLiteDataSource file(Path folder, SQLiteConfig config) {
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + folder.resolve("own.db"));
    return dataSource;
  }

  private static int number(QueryExecutor db, String query) {
    return Await.get(db.fetchSingle(resultQuery(query))).get(0, Integer.class);
  }

  @Test
  void itsSettingsAreKeptAndOursComeFirst(@TempDir Path folder) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPragma(SQLiteConfig.Pragma.CASE_SENSITIVE_LIKE, "true");
    config.setPageSize(8192);
    config.enforceForeignKeys(false);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
    config.setBusyTimeout(60_000);
    SQLiteDataSource own = file(folder, config);
    try (Database db = Database.open(DatabaseConfig.builder(own).build())) {
      assertThat(db.backend().can(Capability.CONCURRENT_READS)).isTrue();
      Await.get(db.execute(DSL.createTable("t").column("n", db.schema().types().int32())));
      for (QueryExecutor lane : new QueryExecutor[] {db, db.with(WRITE)}) {
        assertThat(number(lane, "select 'A' like 'a'")).isZero();
        assertThat(number(lane, "pragma page_size")).isEqualTo(8192);
        assertThat(number(lane, "pragma foreign_keys")).isOne();
        assertThat(number(lane, "pragma synchronous")).isEqualTo(2);
        assertThat(number(lane, "pragma busy_timeout")).isLessThan(100);
      }
      assertThat(db).hasToString("SQLite at a SQLiteDataSource");
    }
    // It is what it was, and the application's.
    try (Connection connection = own.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(own.getConfig().toProperties()).containsEntry("foreign_keys", "false");
  }

  @Test
  void inMemory() {
    SQLiteDataSource own = new SQLiteDataSource();
    own.setUrl("jdbc:sqlite::memory:");
    try (Database db = Database.open(DatabaseConfig.builder(own).build())) {
      Await.get(db.execute(DSL.createTable("t").column("n", db.schema().types().int32())));
      assertThat(number(db, "select count(*) from t")).isZero();
    }
  }

  @Test
  void onesThatPrepareOrShareTheirConnectionsAreRefused(@TempDir Path folder) {
    SQLiteDataSource prepared = new SQLiteDataSource() {};
    prepared.setUrl("jdbc:sqlite:" + folder.resolve("own.db"));
    DatabaseException failure =
        Await.failure(
            ErrorKind.UNSUPPORTED, () -> Database.open(DatabaseConfig.builder(prepared).build()));
    assertThat(failure).hasMessageContaining("SQLiteDataSource");
  }

  @Test
  void aFolderThatIsMissingIsToldAsWithAUrl(@TempDir Path folder) {
    SQLiteDataSource own = file(folder.resolve("missing"), new SQLiteConfig());
    Await.failure(ErrorKind.CONNECTION, () -> Database.open(DatabaseConfig.builder(own).build()));
  }
}
