package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts as they are written for SQLite. */
final class SqliteScriptTest {

  @Test
  void switchingForeignKeysOffIsRefusedBecauseItWouldNotWork() {
    Migration rebuild = Migration.sql("0001-rebuild", "", SqliteScriptTest.class, "rebuild.sql");
    try (Database db = Database.open("jdbc:sqlite::memory:")) {
      Await.get(db.execute(query("create table parent (x integer primary key)")));
      Await.get(
          db.execute(
              query("create table child (x integer references parent (x) on delete cascade)")));
      Await.get(db.execute(query("insert into parent values (1)")));
      Await.get(db.execute(query("insert into child values (1)")));
      assertThat(Await.failure(ErrorKind.MIGRATION, db.schema().migrate(List.of(rebuild))))
          .hasMessageContaining("Line 2 ")
          .hasMessageContaining("foreign keys");
      assertThat(Await.get(db.fetch(resultQuery("select x from child")))).hasSize(1);
    }
  }
}
