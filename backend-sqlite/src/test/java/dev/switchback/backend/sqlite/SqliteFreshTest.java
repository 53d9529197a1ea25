package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migrations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Emptying a file of whatever SQLite has. */
final class SqliteFreshTest {

  private static final List<String> STATEMENTS =
      List.of(
          "create table a (x integer primary key, y integer references b (x) on delete cascade)",
          "create table b (x integer primary key, y integer references a (x))",
          "create table \"odd \"\" name\" (x integer primary key autoincrement)",
          "create table keyed (x text primary key) without rowid",
          "create virtual table words using fts5 (word)",
          "create index b_y on b (y) where y > 0",
          "create table audit (x integer)",
          "create trigger a_gone after delete on a begin insert into audit values (old.x); end",
          "create view both as select a.x from a join b on a.y = b.x",
          "create view again as select x from both",
          "create trigger both_in instead of insert on both begin insert into a values (1, 1); end",
          "insert into a values (1, null), (2, null)",
          "insert into b values (1, 1), (2, 2)",
          "update a set y = 3 - x",
          "insert into \"odd \"\" name\" values (1)",
          "insert into words values ('hello')",
          "analyze");

  @Test
  void nothingIsLeft(@TempDir Path folder) {
    try (Database db = Database.open("jdbc:sqlite:" + folder.resolve("my music.db"))) {
      STATEMENTS.forEach(sql -> Await.get(db.execute(query(sql))));
      Migrations none = db.schema().migrations(List.of());
      Await.failure(ErrorKind.ILLEGAL_USE, none.fresh("music.db"));
      Await.get(none.fresh("my music.db"));
      assertThat(
              Await.get(
                      db.fetch(
                          resultQuery(
                              "select name from sqlite_master where name not like 'sqlite!_%'"
                                  + " escape '!' order by name")))
                  .getValues(0))
          .extracting(String::valueOf)
          .containsExactly("switchback_migration", "switchback_migration_lock");
      assertThat(Await.get(db.fetch(resultQuery("pragma integrity_check"))).getValue(0, 0))
          .isEqualTo("ok");
    }
  }

  @Test
  void inMemoryItIsNamedSo() {
    try (Database db = Database.open("jdbc:sqlite::memory:")) {
      Await.get(db.execute(query("create table a (x integer)")));
      Await.get(db.schema().migrations(List.of()).fresh(":memory:"));
      assertThat(Await.get(db.schema().tables())).isEmpty();
    }
  }
}
