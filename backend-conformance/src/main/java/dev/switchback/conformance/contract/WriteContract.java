package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.util.List;
import org.jooq.InsertValuesStep3;
import org.jooq.Record;
import org.junit.jupiter.api.Test;

/** Statements that change rows, and how many they say. */
@Conformance
final class WriteContract {

  @Test
  @Behaviour({87, 96})
  void countsWhatItMatched(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 5);
    assertThat(Await.get(db.execute(items.insert(6, "six")))).isEqualTo(1);
    assertThat(
            Await.get(db.execute(update(items.table).set(items.amount, 7).where(items.id.le(4)))))
        .isEqualTo(4);
    assertThat(Await.get(db.execute(items.relabel(99, "nobody")))).isZero();
    assertThat(Await.get(db.execute(items.delete(1)))).isEqualTo(1);
    assertThat(Await.get(db.execute(items.delete(1)))).isZero();
    assertThat(items.idsOn(db)).containsExactly(2, 3, 4, 5, 6);
  }

  @Test
  @Behaviour(88)
  void aRowSetToTheValuesItHadCounts(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    assertThat(Await.get(db.execute(items.relabel(1, "item 1")))).isEqualTo(1);
    assertThat(Await.get(db.execute(items.relabel(1, "item 1")))).isEqualTo(1);
  }

  @Test
  void insertsManyRowsAtOnce(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    InsertValuesStep3<Record, Integer, String, Integer> insert =
        insertInto(items.table).columns(items.id, items.label, items.amount);
    for (int i = 1; i <= 500; i++) {
      insert = insert.values(i, "row " + i, i * 2);
    }
    assertThat(Await.get(db.execute(insert))).isEqualTo(500);
    assertThat(Await.get(db.fetchSingle(items.amountOf(500))).value1()).isEqualTo(1_000);
  }

  @Test
  @Behaviour(213)
  void insertsFromASelect(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    assertThat(
            Await.get(
                db.execute(
                    insertInto(items.table)
                        .columns(items.id, items.label, items.amount)
                        .select(
                            select(items.id.plus(10), items.label, items.amount)
                                .from(items.table)))))
        .isEqualTo(3);
    assertThat(
            Await.get(
                db.execute(
                    insertInto(items.table)
                        .columns(items.id, items.label, items.amount)
                        .select(
                            select(items.id.plus(100), items.label, items.amount)
                                .from(items.table)
                                .where(items.id.gt(1_000))))))
        .isZero();
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3, 11, 12, 13);
  }

  @Test
  @Behaviour(89)
  void aQueryWithRowsIsRefused(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.failure(ErrorKind.ILLEGAL_USE, db.execute(selectOne()));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        db.execute(
            insertInto(items.table)
                .columns(items.id, items.amount)
                .values(1, 1)
                .returning(items.id)));
    assertThat(items.countOn(db)).isZero();
  }

  @Test
  void ddlAnswersZero(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    assertThat(Await.get(db.execute(dropTable(items.table)))).isZero();
    assertThat(Await.get(db.schema().table(items.tableName))).isEmpty();
  }

  @Test
  @Behaviour(91)
  void aTableMayChangeUnderACachedStatement(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    var all = select(asterisk()).from(items.table).where(items.id.eq(1));
    for (int i = 0; i < 10; i++) {
      assertThat(Await.get(db.fetchSingle(all)).size()).isEqualTo(3);
    }
    Await.get(
        db.schema()
            .apply(
                List.of(
                    org.jooq
                        .impl
                        .DSL
                        .alterTable(items.table)
                        .addColumn("extra", db.schema().types().text(10)))));
    for (int i = 0; i < 10; i++) {
      assertThat(Await.get(db.fetchSingle(all)).size()).isEqualTo(4);
    }
  }
}
