package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migrations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Emptying a schema of whatever PostgreSQL has, and of nothing else. */
final class PostgresFreshTest {

  private static final List<String> EVERYTHING =
      List.of(
          "create type mood as enum ('good', 'bad')",
          "create domain short as varchar(10) check (value <> '')",
          "create type pair as (a int, b mood)",
          "create type span as range (subtype = float8)",
          "create sequence counting",
          "create table a (x int primary key default nextval('counting'), y int, m mood, s short)",
          "create table b (x serial primary key, y int references a (x), p pair, r span)",
          "alter table a add foreign key (y) references b (x)",
          "alter table a add column z int generated always as identity",
          "create table \"odd \"\" name\" (\"x ?\" int)",
          "create table parted (x int) partition by range (x)",
          "create table part partition of parted for values from (0) to (10)",
          "create table child (c int) inherits (a)",
          "create function twice(x int) returns int language sql as 'select 2 * x'",
          "alter table a add column w int default twice(1)",
          "create function all_of_a() returns setof a language sql as 'select * from public.a'",
          "create view seen as select x from all_of_a()",
          "create materialized view kept as select x from seen",
          "create view again as select x from kept",
          "create function noticed() returns trigger language plpgsql as 'begin return new; end'",
          "create trigger notice after insert on a for each row execute function noticed()",
          "create procedure proceed(inout x int) language sql as 'select x'",
          "create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0')",
          "create operator === (leftarg = int, rightarg = int, function = int4eq)",
          "create collation mine from \"C\"",
          "create text search configuration plain (parser = default)",
          "create statistics together on x, y from a",
          "create rule nothing as on delete to b do instead nothing",
          "create policy mine on a using (true)",
          "create index on a (twice(y)) where y > 0",
          "insert into a (y, m) values (null, 'good')",
          "insert into b (y) select x from a",
          "update a set y = (select max(x) from b)");

  private static List<String> objects(Database db, String schema) {
    return Await.get(
            db.fetch(
                resultQuery(
                    "select (pg_identify_object(classid, objid, objsubid)).identity as name"
                        + " from pg_depend where refclassid = 'pg_namespace'::regclass"
                        + " and refobjid = '"
                        + schema
                        + "'::regnamespace and deptype = 'n' order by 1")))
        .getValues(0)
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private static Migrations none(Database db) {
    return db.schema().migrations(List.of());
  }

  private static String name(Database db) {
    return Await.get(db.fetchSingle(resultQuery("select current_database() || '.public' as name")))
        .get(0, String.class);
  }

  private static void execute(Database db, String sql) {
    Await.get(db.execute(query(sql)));
  }

  @Test
  void nothingIsLeftOfItsOwnSchema() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      execute(db, "create schema other");
      execute(db, "create table other.a (x int)");
      EVERYTHING.forEach(sql -> execute(db, sql));
      Await.get(none(db).fresh(name(db)));
      assertThat(objects(db, "public"))
          .containsExactly("public.switchback_migration", "public.switchback_migration_lock");
      assertThat(objects(db, "other")).containsExactly("other.a");
    }
  }

  @Test
  void aDependencyFromElsewhereStopsItAndNothingIsDropped() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      execute(db, "create schema other");
      execute(db, "create table a (x int)");
      execute(db, "create table b (x int)");
      execute(db, "create view other.seen as select x from a");
      assertThat(Await.failure(ErrorKind.MIGRATION, none(db).fresh(name(db))))
          .hasMessageContaining("other.seen");
      assertThat(Await.get(db.schema().tables())).hasSize(2);
      execute(db, "drop view other.seen");
      Await.get(none(db).fresh(name(db)));
      assertThat(Await.get(db.schema().tables())).isEmpty();
    }
  }

  @Test
  void whatBelongsToAnExtensionStays() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      assumeTrue(
          !Await.get(
                  db.fetch(
                      resultQuery(
                          "select name from pg_available_extensions where name = 'citext'")))
              .isEmpty(),
          "the server has no extension to try it with");
      execute(db, "create extension citext");
      List<String> before = objects(db, "public");
      execute(db, "create table a (x citext)");
      Await.get(none(db).fresh(name(db)));
      assertThat(objects(db, "public")).containsAll(before).doesNotContain("public.a");
    }
  }
}
