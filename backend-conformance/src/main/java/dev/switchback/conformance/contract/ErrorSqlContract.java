package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.mergeInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import org.jooq.Query;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that the database, or the engine, cannot make sense of. */
@Conformance
final class ErrorSqlContract {

  @ParameterizedTest
  @ValueSource(strings = {"selekt 1", "select from where", "select (1", "select 'open"})
  @Behaviour(258)
  void syntax(String sql, Database db) {
    DatabaseException failure = Await.failure(ErrorKind.SYNTAX, db.fetch(resultQuery(sql)));
    assertThat(failure.sql()).contains(sql);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure.outcome()).isNotEqualTo(Outcome.UNKNOWN);
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour({258, 278})
  void noSuchTable(Database db) {
    var missing = table(name("no_such_table"));
    DatabaseException failure =
        Await.failure(ErrorKind.NO_SUCH_TABLE, db.fetch(selectFrom(missing)));
    assertThat(failure).hasMessageContaining("no_such_table");
    Await.failure(
        ErrorKind.NO_SUCH_TABLE,
        db.execute(insertInto(missing).columns(field(name("x"), SQLDataType.INTEGER)).values(1)));
  }

  @Test
  @Behaviour({258, 277})
  void noSuchColumn(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    var missing = field(name("no_such_column"), SQLDataType.VARCHAR);
    DatabaseException failure =
        Await.failure(ErrorKind.NO_SUCH_COLUMN, db.fetch(select(missing).from(items.table)));
    assertThat(failure).hasMessageContaining("no_such_column");
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN,
        db.fetch(select(items.id).from(items.table).where(missing.eq("x"))));
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN, db.execute(insertInto(items.table).columns(missing).values("x")));
  }

  @Test
  @Behaviour(260)
  void theMessageShowsNoValue(Database db) {
    DatabaseException failure =
        Await.failure(
            db.fetch(
                select(val("s3cret"))
                    .from(table(name("no_such_table")))
                    .where(val("s3cret").eq("s3cret"))));
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain("s3cret");
    }
    assertThat(failure.sql()).doesNotContain("s3cret").contains("?");
  }

  @Test
  @Behaviour({71, 161})
  void aValueThatIsNotOfTheFieldsTypeIsAMappingError(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    var labelAsNumber = field(name(items.tableName, "label"), SQLDataType.INTEGER);
    Await.failure(ErrorKind.MAPPING, db.fetch(select(labelAsNumber).from(items.table)));
    var labelAsDate = field(name(items.tableName, "label"), SQLDataType.LOCALDATE);
    Await.failure(ErrorKind.MAPPING, db.fetch(select(labelAsDate).from(items.table)));
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("item 1");
  }

  @Test
  @Behaviour(204)
  void aTypeThatIsNotPortableIsUnsupported(Database db) {
    Await.failure(ErrorKind.UNSUPPORTED, db.fetch(select(array(1, 2))));
  }

  @Test
  @Behaviour(20)
  @Requires(absent = Capability.MERGE)
  void mergeIsRefusedWhereItIsNotThere(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(ErrorKind.UNSUPPORTED, db.execute(merge(items)));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(20)
  @Requires(Capability.MERGE)
  void mergeWorksWhereItIsThere(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    assertThat(Await.get(db.execute(merge(items)))).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("merged");
  }

  private static Query merge(Items items) {
    return mergeInto(items.table)
        .using(selectOne())
        .on(items.id.eq(1))
        .whenMatchedThenUpdate()
        .set(items.label, "merged");
  }

  @Test
  @Behaviour(263)
  void anErrorLeavesTheConnectionUsable(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    for (int i = 0; i < 50; i++) {
      Await.failure(ErrorKind.NO_SUCH_TABLE, db.fetch(selectFrom(table(name("no_such_table")))));
      assertThat(Await.get(db.fetchSingle(select(val(i)))).value1()).isEqualTo(i);
    }
  }
}
