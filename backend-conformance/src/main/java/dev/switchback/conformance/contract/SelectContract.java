package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Rows and how many of them. */
@Conformance
final class SelectContract {

  @Test
  @Behaviour(65)
  void selectsOne(Database db) {
    assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isEqualTo(1);
  }

  @Test
  @Behaviour(66)
  void noRowsAreAnEmptyResult(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    assertThat(Await.get(db.fetch(select(items.id).from(items.table)))).isEmpty();
  }

  @Test
  @Behaviour(66)
  void fetchSingleWantsExactlyOneRow(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("item 1");
    Await.failure(ErrorKind.NO_ROW, db.fetchSingle(items.labelOf(99)));
    Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchSingle(select(items.id).from(items.table)));
  }

  @Test
  @Behaviour(66)
  void fetchOptionalWantsAtMostOneRow(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    assertThat(Await.get(db.fetchOptional(items.labelOf(1))).map(Record1::value1))
        .contains("item 1");
    assertThat(Await.get(db.fetchOptional(items.labelOf(99)))).isEmpty();
    Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchOptional(select(items.id).from(items.table)));
  }

  @Test
  @Behaviour(66)
  void aRowWhoseValueIsNullIsStillARow(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(db.execute(items.insert(1, null)));
    Optional<Record1<String>> row = Await.get(db.fetchOptional(items.labelOf(1)));
    assertThat(row).isPresent();
    assertThat(row.get().value1()).isNull();
  }

  @Test
  @Behaviour(67)
  void keepsTheOrderOfTheQuery(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 50);
    Result<Record1<Integer>> rows =
        Await.get(db.fetch(select(items.id).from(items.table).orderBy(items.id.desc())));
    for (int i = 0; i < 50; i++) {
      assertThat(rows.get(i).value1()).isEqualTo(50 - i);
    }
  }

  @Test
  @Behaviour(172)
  void nullsSortWhereTheQuerySays(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    Await.get(db.execute(items.insert(3, null)));
    assertThat(
            Await.get(
                    db.fetch(
                        select(items.id).from(items.table).orderBy(items.label.asc().nullsFirst())))
                .getValues(items.id))
        .containsExactly(3, 1, 2);
    assertThat(
            Await.get(
                    db.fetch(
                        select(items.id).from(items.table).orderBy(items.label.asc().nullsLast())))
                .getValues(items.id))
        .containsExactly(1, 2, 3);
  }

  @Test
  @Behaviour(77)
  void limitAndOffsetAreParameters(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 10);
    assertThat(page(db, items, 3, 4)).containsExactly(5, 6, 7);
    assertThat(page(db, items, 0, 0)).isEmpty();
    assertThat(page(db, items, 5, 8)).containsExactly(9, 10);
    assertThat(page(db, items, 5, 100)).isEmpty();
  }

  private static List<Integer> page(Database db, Items items, int limit, int offset) {
    return Await.get(
            db.fetch(
                select(items.id).from(items.table).orderBy(items.id).limit(limit).offset(offset)))
        .getValues(items.id);
  }

  @Test
  @Behaviour({84, 86})
  void twoColumnsOfOneLabelAreBothThere(Database db) {
    Record2<Integer, Integer> row =
        Await.get(db.fetchSingle(select(val(1).as("same"), val(2).as("same"))));
    assertThat(row.value1()).isEqualTo(1);
    assertThat(row.value2()).isEqualTo(2);
  }

  @Test
  @Behaviour(86)
  void labelsFollowTheSelectList(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Record row =
        Await.get(
            db.fetchSingle(
                select(items.label, items.id.as("Other Name"), items.amount).from(items.table)));
    assertThat(row.fields())
        .extracting(Field::getName)
        .containsExactly("label", "Other Name", "amount");
    assertThat(row.get("Other Name")).isEqualTo(1);
  }

  @Test
  void anAsteriskFetchesAllColumns(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Record row = Await.get(db.fetchSingle(select(asterisk()).from(items.table)));
    assertThat(row.get("label")).isEqualTo("item 1");
    assertThat(row.get(name("id"), Integer.class)).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(selectFrom(items.table))).get("label")).isEqualTo("item 1");
  }

  @Test
  @Behaviour(160)
  void aggregatesOfNothing(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    assertThat(items.countOn(db)).isZero();
    Record row =
        Await.get(db.fetchSingle(select(sum(items.amount), max(items.label)).from(items.table)));
    assertThat(row.get(0)).isNull();
    assertThat(row.get(1)).isNull();
  }

  @Test
  @Behaviour(159)
  void aggregatesHaveTheTypesThatJooqSays(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    Record row =
        Await.get(
            db.fetchSingle(
                select(sum(items.id), max(items.id), DSL.countDistinct(items.amount))
                    .from(items.table)));
    assertThat(row.get(0)).isEqualTo(new BigDecimal(6));
    assertThat(row.get(1)).isEqualTo(3);
    assertThat(row.get(2)).isEqualTo(1);
  }

  @Test
  void joinsAliasesAndSubqueries(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    var a = items.table.as("a");
    var b = items.table.as("b");
    Field<Integer> aId = field(name("a", "id"), SQLDataType.INTEGER);
    Field<Integer> bId = field(name("b", "id"), SQLDataType.INTEGER);
    Field<String> bLabel = field(name("b", "label"), SQLDataType.VARCHAR);
    Result<Record2<Integer, String>> rows =
        Await.get(
            db.fetch(
                select(aId, bLabel)
                    .from(a)
                    .join(b)
                    .on(aId.plus(inline(1)).eq(bId))
                    .where(aId.in(select(items.id).from(items.table).where(items.id.lt(3))))
                    .orderBy(aId)));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).value2()).isEqualTo("item 2");
    assertThat(rows.get(1).value2()).isEqualTo("item 3");
  }

  @Test
  void recordsComeBackDetachedAndUnchanged(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Record row = Await.get(db.fetchSingle(selectFrom(items.table)));
    assertThat(row.changed()).isFalse();
    assertThat(row.configuration()).isNull();
  }
}
