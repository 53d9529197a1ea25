package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Migrator;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.TableInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A migration whose process is killed when a part of it has already been written to the file. */
@Timeout(120)
final class SqliteMigrationCrashTest {

  private static final String ROWS =
      "with recursive c(n) as (select 1 union all select n + 1 from c where n < 200000)"
          + " select n from c";

  /** Far more than the migrations before it. */
  private static final long HALF_WRITTEN = 4L << 20;

  @Test
  void whatIsInTheLogAlreadyIsNotInTheDatabase(@TempDir Path folder) {
    Path file = folder.resolve("killed.db");
    Path log = folder.resolve("killed.db-wal");
    DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:" + file);
    try (ChildJvm child = Migrator.start()) {
      Migrator.migrateWithoutEnd(child, config, ROWS);
      Await.until("a part of it is in the log", () -> Files.size(log) > HALF_WRITTEN);
      child.kill();
    }
    try (Database db = Database.open(config)) {
      assertThat(Await.get(db.schema().status(Migrator.MIGRATIONS)))
          .extracting(MigrationStatus::state)
          .containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
      Await.get(db.schema().migrate(Migrator.MIGRATIONS));
      assertThat(Await.get(db.schema().tables()))
          .extracting(TableInfo::name)
          .containsExactly("one", "three", "two");
      assertThat(Await.get(db.fetchSingle(resultQuery("pragma integrity_check"))).get(0))
          .isEqualTo("ok");
    }
  }
}
