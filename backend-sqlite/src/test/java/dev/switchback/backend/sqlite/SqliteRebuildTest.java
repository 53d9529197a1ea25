package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.check;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jooq.DDLQuery;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new table in an old one's place: whatever SQLite knows, and others made, is there after it. */
final class SqliteRebuildTest {

  @TempDir Path folder;
  private Database db;

  @BeforeEach
  void open() {
    db = Database.open(DatabaseConfig.of("jdbc:sqlite:" + folder.resolve("rebuild.db")));
  }

  /** Whatever happened, the file is sound, and the connection is as it was. */
  @AfterEach
  void checkAndClose() {
    assertThat(rows("pragma integrity_check")).containsExactly("ok");
    assertThat(write("pragma foreign_keys")).containsExactly("1");
    assertThat(write("pragma writable_schema")).containsExactly("0");
    assertThat(write("pragma legacy_alter_table")).containsExactly("0");
    assertThat(
            rows(
                "select name from sqlite_master"
                    + " where name || tbl_name || coalesce(sql, '') like '%switchback_rebuild%'"))
        .isEmpty();
    db.close();
  }

  @Test
  void triggersAndViewsSurviveAndWork() {
    run("create table log (what text)");
    run("create table t (id integer primary key, c varchar(5))");
    run("create view v as select id, c from t where c <> 'x'");
    run("create trigger after_t after update of c on t begin insert into log values (new.c); end");
    run("create table o (x integer)");
    run(
        "create trigger after_o after insert on o begin update t set c = 'o' where id = new.x; end");
    run(
        "create trigger on_v instead of insert on v begin insert into t values (new.id, new.c); end");
    run("insert into t values (1, 'one'), (2, 'two')");
    apply(alterTable(name("t")).alterColumn("c").set(db.schema().types().text(9)));
    run("update t set c = 'longer' where id = 1");
    run("insert into o values (2)");
    run("insert into v values (3, 'three')");
    assertThat(rows("select what from log order by rowid")).containsExactly("longer", "o");
    assertThat(rows("select c from v order by id")).containsExactly("longer", "o", "three");
  }

  /** Definitions as other programs and people write them. */
  @Test
  void whatOthersWroteIsUnderstoodAndKept() {
    run("create table [the parent] (`a key` int, b text collate nocase, primary key (`a key`, b))");
    run(
        "CREATE TABLE main.\"child \"\"one\"\"\" -- a name with quotes\n"
            + "(id integer primary key asc on conflict replace autoincrement,\n"
            + " pa int default (1 + 1) /* the first, with a ) */ check (pa <> 99),\n"
            + " 'pb' text not null on conflict ignore default 'references x', \n"
            + " \"check\" decimal(10, 5) unique on conflict fail constraint named check(\"check\">0),\n"
            + " twice int generated always as (pa * 2) stored, thrice as (pa * 3),\n"
            + " x default current_timestamp, y blob default x'00ff', z default -1.5e3,\n"
            + " CONSTRAINT \"fk one\" FOREIGN KEY (pa, pb) REFERENCES \"The Parent\""
            + " ON UPDATE SET NULL ON DELETE SET DEFAULT MATCH FULL NOT DEFERRABLE,\n"
            + " foreign key (pa) references [child \"one\"] (id) deferrable initially deferred\n"
            + " constraint second check (pa < 1000))");
    run("insert into [the parent] values (2, 'references x'), (3, 'B')");
    run("insert into [child \"one\"] (id, pa, pb) values (2, 2, 'REFERENCES X'), (3, 3, 'b')");
    run(
        "create index [an index] on [child \"one\"] (pb collate nocase desc, abs(pa)) where pa > 1");
    String before = String.join("", rows("select sql from sqlite_master where name like 'an i%'"));
    apply(
        alterTable(name("child \"one\""))
            .addColumn("note", SQLDataType.VARCHAR(5).notNull().defaultValue("n")),
        alterTable(name("child \"one\"")).add(constraint(name("third")).check(condition("pa > 0"))),
        alterTable(name("the parent")).add(constraint(name("u")).unique(name("b"))));
    assertThat(rows("select group_concat(twice || thrice || x is not null) from [child \"one\"]"))
        .containsExactly("1,1");
    assertThat(rows("select hex(y) || z || note from [child \"one\"] where id = 3"))
        .containsExactly("00FF-1500.0n");
    assertThat(rows("select sql from sqlite_master where name like 'an i%'"))
        .containsExactly(before);
    assertThat(rows("select \"table\" from pragma_foreign_key_list('child \"one\"') order by 1"))
        .containsExactly("child \"one\"", "the parent", "the parent");
  }

  @Test
  void optionsOfATableSurvive() {
    run("create table s (id integer primary key, n int not null) strict");
    run("create table w (k text primary key, n int) without rowid");
    run("create table rowid (rowid text, b int)");
    run("insert into s values (1, 1)");
    run("insert into w values ('b', 1), ('a', 2)");
    run("insert into rowid values ('z', 1), ('a', 2)");
    for (String table : List.of("s", "w")) {
      apply(alterTable(name(table)).alterColumn("n").dropNotNull());
      apply(alterTable(name(table)).alterColumn(n()).setDefault(7));
    }
    apply(
        alterTable(name("rowid")).alterColumn(field(name("b"), SQLDataType.INTEGER)).setDefault(7));
    Await.failure(ErrorKind.ILLEGAL_VALUE, db.execute(query("insert into s values (2, 'x')")));
    run("insert into w (k) values ('c')");
    assertThat(rows("select k || n from w")).containsExactly("a2", "b1", "c7");
    assertThat(rows("select rowid || b from rowid")).containsExactly("z1", "a2");
    assertThat(rows("select name from pragma_table_list where wr or strict order by 1"))
        .containsExactly("s", "w");
  }

  /** A full-text index, for one, has noted them. */
  @Test
  void rowsKeepTheirNumbersAndTheirOrder() {
    run("create table t (a int, b int)");
    run("create index i on t (b, a)");
    run("insert into t (rowid, a, b) values (7, 3, 1), (8, 1, 3), (-5, 2, 2)");
    apply(alterTable(name("t")).alterColumn("a").setNotNull());
    assertThat(rows("select rowid || ':' || a from t order by rowid"))
        .containsExactly("-5:2", "7:3", "8:1");
  }

  /** Two programs made it so, and only one of them knows of the other. */
  @Test
  void aKeyThatSqliteNumbersKeepsDoingSo() {
    run("create table t (id integer primary key, n int)");
    run("create table k (id text primary key, n int)");
    run("insert into k values (null, 1), (null, 2)");
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.schema()
            .apply(
                List.of(alterTable(name("t")).alterColumn("id").set(db.schema().types().int64()))));
    apply(
        alterTable(name("t")).alterColumn(n()).setDefault(1),
        alterTable(name("k")).alterColumn(n()).setDefault(1));
    run("insert into t (n) values (1)");
    assertThat(rows("select id from t")).containsExactly("1");
    assertThat(rows("select count(*) from k")).containsExactly("2");
    apply(alterTable(name("t")).dropPrimaryKey());
    Await.failure(ErrorKind.NOT_NULL, db.execute(query("insert into t (n) values (1)")));
  }

  /** The key to which it refers is an index, which the new table has last of all. */
  @Test
  void aTableThatRefersToAnIndexOfItsOwnIsChanged() {
    run("create table t (id integer primary key, code text, up text references T (code), n int)");
    run("create unique index t_code on t (code)");
    run(
        "insert into t values (1, 'a', null, 1), (2, 'b', 'a', 1), (3, 'c', null, 1), (4, 'd', 'c', 1)");
    apply(
        alterTable(name("t")).alterColumn(n()).setDefault(7),
        alterTable(name("t")).dropColumn("n"));
    assertThat(rows("select group_concat(coalesce(up, '-'), '') from t")).containsExactly("-a-c");
    Await.failure(
        ErrorKind.FOREIGN_KEY, db.execute(query("insert into t values (5, 'e', 'nope')")));
    run("insert into t values (6, 'f', 'd')");
  }

  @Test
  void largeAndSmallLettersAreTheSameInAsciiOnly() {
    run("create table \"é\" (a int)");
    run("create table \"É\" (a int)");
    run("create table Plain (Abc int)");
    run("create table child (a int references \"é\" (a), b int)");
    apply(
        alterTable(name("É")).addColumn("b", SQLDataType.INTEGER.notNull()),
        alterTable(name("PLAIN")).alterColumn("aBC").setNotNull());
    assertThat(rows("select name from pragma_table_info('É')")).containsExactly("a", "b");
    assertThat(rows("select name from pragma_table_info('é')")).containsExactly("a");
    assertThat(rows("select name from sqlite_master where name like 'plain'"))
        .containsExactly("Plain");
    assertThat(rows("select name from pragma_table_info('Plain')")).containsExactly("Abc");
    assertThat(rows("select \"table\" from pragma_foreign_key_list('child')")).containsExactly("é");
  }

  /** What a table does with rows that are one too many is no way to lose some of the old ones. */
  @Test
  void noRowIsLeftOut() {
    run("create table t (id integer primary key, v text unique on conflict ignore)");
    run("insert into t values (1, '1'), (2, '1.0'), (3, '1')");
    Await.failure(
        ErrorKind.UNIQUE,
        db.schema()
            .apply(List.of(alterTable(name("t")).alterColumn("v").set(SQLDataType.NUMERIC(9)))));
    assertThat(rows("select v from t order by id")).containsExactly("1", "1.0");
    apply(alterTable(name("t")).alterColumn("v").setNotNull());
    run("insert into t values (4, '1')");
    assertThat(rows("select v from t order by id")).containsExactly("1", "1.0");
  }

  @Test
  void rowsThatAlreadyReferToNothingAreSaidAndStay() {
    run("create table p (id int primary key, n int)");
    run("create table c (id int primary key, p int references p (id))");
    foreign("pragma foreign_keys = off", "insert into c values (1, 99)");
    for (String table : List.of("p", "c")) {
      DatabaseException refusal =
          Await.failure(
              ErrorKind.FOREIGN_KEY,
              db.schema().apply(List.of(alterTable(name(table)).alterColumn("id").setNotNull())));
      assertThat(refusal.getMessage()).contains("able c").contains("refer");
    }
    assertThat(rows("select p from c")).containsExactly("99");
  }

  @Test
  void aTriggerThatNeedsAColumnKeepsIt() {
    run("create table log (what text)");
    run("create table t (id integer primary key, c text, d text)");
    run("create trigger r after insert on t begin insert into log values (new.c); end");
    DatabaseException refusal =
        Await.failure(
            ErrorKind.ILLEGAL_USE,
            db.schema().apply(List.of(alterTable(name("t")).dropColumn("c"))));
    assertThat(refusal.getMessage()).contains("trigger").contains("t");
    apply(alterTable(name("t")).dropColumn("d"));
    run("insert into t values (1, 'c')");
    assertThat(rows("select what from log")).containsExactly("c");
  }

  /** It was broken before, and is nobody's business. */
  @Test
  void aBrokenViewIsInNobodysWay() {
    run("create table gone (x int)");
    run("create table t (id integer primary key, c text)");
    run("create view broken as select x from gone");
    run("create view sound as select c from t");
    foreign("drop table gone");
    apply(alterTable(name("t")).alterColumn("c").setNotNull());
    assertThat(Await.get(db.schema().table("broken")).orElseThrow().columns()).isEmpty();
    assertThat(Await.get(db.schema().table("sound")).orElseThrow().columns()).hasSize(1);
    assertThat(Await.get(db.schema().table("t")).orElseThrow().columns()).hasSize(2);
    Await.get(
        db.transaction(tx -> tx.execute(alterTable(name("t")).alterColumn("c").dropNotNull())));
  }

  @Test
  void whatIsNoPlainTableIsNotChanged() {
    run("create virtual table f using fts5 (a, b)");
    run("create table t (a int)");
    run("create view v as select a from t");
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.schema().apply(List.of(alterTable(name("f")).alterColumn("a").setNotNull())));
    Await.failure(
        ErrorKind.NO_SUCH_TABLE,
        db.schema().apply(List.of(alterTable(name("v")).alterColumn("a").setNotNull())));
    assertThat(Await.get(db.schema().table("f")).orElseThrow().columns()).hasSize(2);
  }

  /** A key that is checked at the end is so when its transaction ends, not when a table changes. */
  @Test
  void aKeyThatIsStillToBeMetIsMetBeforeAChange() {
    run("create table p (id int primary key, n int)");
    run("create table c (p int references p (id) deferrable initially deferred, n int)");
    for (String table : List.of("p", "c")) {
      DDLQuery change = alterTable(name(table)).alterColumn(n()).setDefault(1);
      Query child = query("insert into c (p) values ({0})", inline((int) table.charAt(0)));
      Query parent = query("insert into p (id) values ({0})", inline((int) table.charAt(0)));
      Await.failure(
          ErrorKind.FOREIGN_KEY,
          db.transaction(tx -> tx.execute(child).thenCompose(done -> tx.execute(change))));
      Await.get(
          db.transaction(
              tx ->
                  tx.execute(child)
                      .thenCompose(done -> tx.execute(parent))
                      .thenCompose(done -> tx.execute(change))));
    }
    assertThat(rows("select count(*) from c")).containsExactly("2");
    Await.failure(ErrorKind.FOREIGN_KEY, db.execute(query("insert into c (p) values (2)")));
  }

  @Test
  void othersWithTheFileOpenSeeTheNewTable() throws Exception {
    run("create table t (id integer primary key, c varchar(5))");
    run("insert into t values (1, 'one')");
    try (Connection other = connect();
        PreparedStatement insert = other.prepareStatement("insert into t (c) values (?)")) {
      insert.setString(1, "two");
      insert.execute();
      apply(alterTable(name("t")).add(constraint(name("t_c")).check(condition("c <> 'three'"))));
      insert.setString(1, "three");
      assertThatThrownBy(insert::execute).hasMessageContaining("t_c");
      insert.setString(1, "four");
      insert.execute();
    }
    assertThat(rows("select c from t order by id")).containsExactly("one", "two", "four");
  }

  /** Copying is stopped where it is, and all is as before. */
  @Test
  void aChangeIsCancelledWhileItCopies() {
    run("create table t (id integer primary key, c text)");
    run(
        "insert into t with recursive n (i) as (select 1 union all select i + 1 from n where i < 3000)"
            + " select i, 'c' || i from n");
    // Each row takes a while, and there are many.
    DDLQuery slow =
        alterTable(name("t")).add(check(condition("length(hex(zeroblob(5000000 + id))) > 0")));
    CompletableFuture<Void> change = db.schema().apply(List.of(slow));
    Await.until("it runs", () -> db.stats().lanes().stream().anyMatch(lane -> lane.active() > 0));
    change.cancel(false);
    assertThat(Await.thrown(change)).isInstanceOf(CancellationException.class);
    run("insert into t (c) values ('after')");
    assertThat(rows("select count(*) from t")).containsExactly("3001");
    assertThat(rows("select sql from sqlite_master where name = 't'"))
        .containsExactly("CREATE TABLE t (id integer primary key, c text)");
  }

  private static Field<Integer> n() {
    return field(name("n"), SQLDataType.INTEGER);
  }

  private void apply(DDLQuery... statements) {
    Await.get(db.schema().apply(List.of(statements)));
  }

  private void run(String sql) {
    Await.get(db.execute(query(sql)));
  }

  private List<String> rows(String sql) {
    return Await.get(db.fetch(resultQuery(sql))).stream()
        .map(row -> row.get(0, String.class))
        .toList();
  }

  /** A query on the connection that writes. */
  private List<String> write(String sql) {
    return Await.get(db.with(QueryOptions.defaults().write()).fetch(resultQuery(sql))).stream()
        .map(row -> row.get(0, String.class))
        .toList();
  }

  /** Statements of another program, which does not care for foreign keys. */
  private void foreign(String... statements) {
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rebuild.db"));
  }
}
