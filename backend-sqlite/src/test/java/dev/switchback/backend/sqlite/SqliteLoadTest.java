package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import dev.switchback.database.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads into tables as only SQLite has them. */
final class SqliteLoadTest {

  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);

  @TempDir private Path folder;
  private Database db;

  @BeforeEach
  void open() {
    db = Database.open("jdbc:sqlite:" + folder.resolve("load.db"));
  }

  @AfterEach
  void close() {
    Await.get(db.closeAsync());
  }

  private CompletableFuture<Long> load(Integer... values) {
    return db.load(Load.into(table(name("t")), List.of(values)).set(X, x -> x));
  }

  private void run(String... statements) {
    for (String sql : statements) {
      Await.get(db.execute(query(sql)));
    }
  }

  private List<?> stored() {
    return Await.get(db.fetch(resultQuery("select x from t order by x").coerce(X))).getValues(X);
  }

  /** Such a table ends the transaction itself; what came next would be committed row by row. */
  @Test
  void aTableThatRollsBackByItselfLeavesNothing() {
    run("create table t (x integer primary key on conflict rollback)");
    DatabaseException failure = Await.failure(ErrorKind.UNIQUE, load(1, 2, 3, 2, 4));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(stored()).isEmpty();
    assertThat(Await.get(load(1, 2))).isEqualTo(2);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.load(Load.into(table(name("t")), List.of(7, 2)).set(X, x -> x))
                    .handle((rows, e) -> "handled")));
    assertThat(stored()).isEqualTo(List.of(1, 2));
  }

  @Test
  void aTableThatKeepsWhatCameBeforeAnErrorKeepsNothing() {
    run("create table t (x integer primary key on conflict fail)");
    assertThat(Await.failure(ErrorKind.UNIQUE, load(1, 2, 3, 2, 4)))
        .hasMessageContaining("Row 3 of the load");
    assertThat(stored()).isEmpty();
  }

  @Test
  void rowsThatATableLeavesOutAreNotCounted() {
    run("create table t (x integer primary key on conflict ignore)");
    assertThat(Await.get(load(1, 2, 2, 3, 1))).isEqualTo(3);
    assertThat(stored()).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void aTriggerThatRefusesNamesItsRow() {
    run(
        "create table t (x integer)",
        "create trigger no_bad_luck before insert on t when new.x = 13"
            + " begin select raise(abort, 'bad luck'); end");
    assertThat(Await.failure(load(11, 12, 13, 14)))
        .hasMessageContaining("Row 2 of the load")
        .hasMessageContaining("bad luck");
    assertThat(stored()).isEmpty();
  }

  /** One row that takes for ever: the interrupt must reach the statement of the load. */
  @Test
  void aLoadIsCancelledWhileTheDatabaseWorks() {
    run(
        "create table t (x integer)",
        "create table started (x integer)",
        "create trigger slow after insert on t when new.x = 3 begin"
            + " insert into started select count(*) from (with recursive c(n) as"
            + " (select 1 union all select (n + 1) % 1000 from c) select n from c); end");
    CompletableFuture<Long> loading = load(1, 2, 3);
    Await.until("the load has the writer", () -> db.stats().lanes().get(0).active() > 0);
    loading.cancel(true);
    run("insert into t values (100)");
    assertThat(stored()).isEqualTo(List.of(100));
  }

  @Test
  void aTableOfManyColumns() {
    int columns = 1_500;
    String names =
        IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    run("create table t (" + names + ")");
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < 250; row++) {
      Object[] values = new Object[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = row * i;
      }
      rows.add(values);
    }
    Field<?>[] fields =
        IntStream.range(0, columns)
            .mapToObj(i -> field(name("c" + i), SQLDataType.INTEGER))
            .toArray(Field<?>[]::new);
    assertThat(Await.get(db.load(Load.into(table(name("t")), rows).columns(fields))))
        .isEqualTo(250);
    assertThat(
            Await.get(db.fetch(resultQuery("select c1499 from t order by rowid").coerce(X)))
                .getValues(X))
        .isEqualTo(IntStream.range(0, 250).mapToObj(row -> row * 1499).toList());
  }

  /** The statement of the first load stays prepared. */
  @Test
  void aTableThatHasChangedBetweenTwoLoads() {
    run("create table t (x integer)");
    Integer[] many = IntStream.range(0, 300).boxed().toArray(Integer[]::new);
    Await.get(load(many));
    run("alter table t add column y integer default 7", "create unique index u on t (x)");
    assertThat(Await.failure(ErrorKind.UNIQUE, load(many)))
        .hasMessageContaining("Row 0 of the load");
    run("delete from t");
    assertThat(Await.get(load(many))).isEqualTo(300);
    run("drop table t");
    Await.failure(ErrorKind.NO_SUCH_TABLE, load(many));
  }
}
