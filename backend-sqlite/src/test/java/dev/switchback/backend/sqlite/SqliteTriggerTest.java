package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.ErrorKind;
import org.junit.jupiter.api.Test;

/** The one statement of SQLite that is made of statements. */
final class SqliteTriggerTest {

  @Test
  void whatATriggerRaisesIsNoForeignKey() {
    try (Database db = Database.open(DatabaseConfig.of("jdbc:sqlite::memory:"))) {
      Await.get(db.execute(query("create table a (x integer)")));
      Await.get(
          db.execute(
              query(
                  "create trigger quota before insert on a begin"
                      + " select raise(abort, 'the quota is used up'); end")));
      assertThat(Await.failure(ErrorKind.OTHER, db.execute(query("insert into a values (1)"))))
          .hasMessage("the quota is used up");
    }
  }

  @Test
  void aTriggersBodyIsNoSecondStatement() {
    try (Database db = Database.open(DatabaseConfig.of("jdbc:sqlite::memory:"))) {
      Await.get(db.execute(query("create table a (x integer)")));
      Await.get(db.execute(query("create table log (x integer)")));
      Await.get(
          db.execute(
              query(
                  "create trigger remember after insert on a begin"
                      + " insert into log values (new.x);"
                      + " insert into log values (-new.x); end;")));
      Await.get(db.execute(query("insert into a values (7)")));
      assertThat(Await.get(db.fetch(resultQuery("select x from log order by x"))).getValues(0))
          .extracting(String::valueOf)
          .containsExactly("-7", "7");
      Await.failure(
          ErrorKind.ILLEGAL_USE,
          db.execute(query("create table trigger_b (x integer); create table c (x integer)")));
      assertThat(Await.get(db.schema().tables())).hasSize(2);
    }
  }
}
