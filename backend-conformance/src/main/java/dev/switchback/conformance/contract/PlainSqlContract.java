package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** jOOQ's plain SQL: text of the application's own. */
@Conformance
final class PlainSqlContract {

  @Test
  void withoutFieldsItIsReadByItsMetadata(Database db) {
    Record row = Await.get(db.fetchSingle(resultQuery("select 1 as one, 'two' as two")));
    assertThat(row.get("one", Integer.class)).isEqualTo(1);
    assertThat(row.get("two", String.class)).isEqualTo("two");
    assertThat(row.fields()).extracting(field -> field.getName()).containsExactly("one", "two");
  }

  @Test
  void withFieldsItIsReadAsTheySay(Database db) {
    Record2<Long, String> row =
        Await.get(
            db.fetchSingle(
                resultQuery("select 1 as a, 'x' as b")
                    .coerce(field("a", SQLDataType.BIGINT), field("b", SQLDataType.VARCHAR))));
    assertThat(row.value1()).isEqualTo(1L);
    assertThat(row.value2()).isEqualTo("x");
  }

  @Test
  void takesValues(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 5);
    Result<Record> rows =
        Await.get(
            db.fetch(
                resultQuery(
                    "select id, ? as given from {1} where id > {2} and id < {3} order by id",
                    val("x"), items.table, val(2), val(4))));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("id", Integer.class)).isEqualTo(3);
    assertThat(rows.get(0).get("given", String.class)).isEqualTo("x");
  }

  @Test
  void executes(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    assertThat(
            Await.get(db.execute(query("delete from {0} where {1} <= 2", items.table, items.id))))
        .isEqualTo(2);
    assertThat(items.idsOn(db)).containsExactly(3);
  }

  @Test
  void aResultQueryThatWritesWorks(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    var returning =
        resultQuery(
            "update {0} set amount = amount + 1 where {1} <= 2 returning id",
            items.table, items.id);
    assertThat(Await.get(db.fetch(returning))).hasSize(2);
    assertThat(Await.get(db.with(QueryOptions.defaults().write()).fetch(returning))).hasSize(2);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(2);
    Await.failure(ErrorKind.READ_ONLY, db.with(QueryOptions.defaults().read()).fetch(returning));
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(2);
  }

  @Test
  @Behaviour(81)
  void twoStatementsInOneTextAreRefusedAndNeitherIsRun(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    DatabaseException failure =
        Await.failure(
            db.execute(
                query(
                    "delete from {0} where {1} = 1; delete from {0} where {1} = 2",
                    items.table, items.id)));
    assertThat(failure.kind()).isIn(ErrorKind.SYNTAX, ErrorKind.ILLEGAL_USE, ErrorKind.UNSUPPORTED);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
    Await.failure(db.fetch(resultQuery("select 1; select 2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 as n;",
        "select 1 as n; ",
        "select 1 as n -- a comment; with more",
        "/* before; it */ select 1 as n",
        "-- before\nselect 1 as n",
        "select 1 as n /* what? 'it''s' */"
      })
  @Behaviour(82)
  void commentsAndATrailingSemicolonAreNoSecondStatement(String sql, Database db) {
    assertThat(Await.get(db.fetchSingle(resultQuery(sql))).get("n", Integer.class)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-- nothing", "/* nothing */", ";"})
  @Behaviour(82)
  void noStatementAtAllIsATypedError(String sql, Database db) {
    assertThat(Await.failure(db.fetch(resultQuery(sql))).kind())
        .isIn(ErrorKind.SYNTAX, ErrorKind.ILLEGAL_USE);
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour(79)
  void punctuationInLiteralsIsText(Database db) {
    String sql = "select 'a ; b ? c :d %% $1 {0} -- e' as n";
    assertThat(Await.get(db.fetchSingle(resultQuery(sql))).get("n", String.class))
        .isEqualTo("a ; b ? c :d %% $1 {0} -- e");
  }

  @Test
  @Behaviour(83)
  void textMayBeInAnyScript(Database db) {
    Record row = Await.get(db.fetchSingle(resultQuery("select '日本語 🎵' as \"Größe\"")));
    assertThat(row.get("Größe", String.class)).isEqualTo("日本語 🎵");
  }

  /** The engine itself begins and ends transactions: from outside that would pull the rug away. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "begin",
        "commit",
        "rollback",
        "BEGIN",
        " Rollback ",
        "savepoint s",
        "-- x\ncommit"
      })
  void transactionControlIsRefused(String sql, Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(ErrorKind.ILLEGAL_USE, db.execute(query(sql)));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        db.transaction(
            tx ->
                tx.execute(items.insert(2, "never")).thenCompose(rows -> tx.execute(query(sql)))));
    assertThat(items.idsOn(db)).containsExactly(1);
  }
}
