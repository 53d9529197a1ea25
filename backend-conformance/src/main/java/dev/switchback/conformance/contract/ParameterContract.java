package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Param;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that travel with a query. */
@Conformance
final class ParameterContract {

  @Test
  @Behaviour(68)
  void bindInTheOrderOfTheText(Database db) {
    Record3<Integer, String, Integer> row =
        Await.get(db.fetchSingle(select(val(1), val("two"), val(3))));
    assertThat(row.value1()).isEqualTo(1);
    assertThat(row.value2()).isEqualTo("two");
    assertThat(row.value3()).isEqualTo(3);
  }

  @Test
  @Behaviour(69)
  void aNamedParameterMayBeRepeated(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 5);
    Param<Integer> x = param("x", 2);
    var query =
        select(items.id.plus(x), x)
            .from(items.table)
            .where(items.id.eq(x).or(items.id.eq(x.plus(1))))
            .orderBy(items.id);
    Result<?> rows = Await.get(db.fetch(query));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get(0)).isEqualTo(4);
    assertThat(rows.get(1).get(0)).isEqualTo(5);
    assertThat(rows.get(1).get(1)).isEqualTo(2);
  }

  /** Rendered and encoded before the call returns. */
  @Test
  void changingTheQueryAfterwardsHasNoEffect(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Param<Integer> x = param("x", 1);
    byte[] bytes = {1, 2, 3};
    try (Held held = Held.all(db, 1)) {
      CompletableFuture<Record1<Integer>> number = db.fetchSingle(select(x));
      CompletableFuture<Record1<byte[]>> blob = db.fetchSingle(select(val(bytes)));
      x.setConverted(2);
      bytes[0] = 9;
      held.release();
      assertThat(Await.get(number).value1()).isEqualTo(1);
      assertThat(Await.get(blob).value1()).containsExactly(1, 2, 3);
    }
  }

  @Test
  @Behaviour({74, 75})
  void inListsOfEverySize(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 20);
    for (int size : List.of(1, 2, 3, 10, 1_000)) {
      List<Integer> list = IntStream.rangeClosed(6, 5 + size).boxed().toList();
      assertThat(countWhere(db, items, items.id.in(list))).isEqualTo(Math.min(size, 15));
      assertThat(countWhere(db, items, items.id.notIn(list))).isEqualTo(20 - Math.min(size, 15));
    }
  }

  /**
   * Beyond what a database can bind: the answer, or an error that says so; never a wrong answer.
   */
  @ParameterizedTest
  @ValueSource(ints = {40_000, 70_000})
  @Behaviour(74)
  void listsOfMoreValuesThanAStatementTakes(int size, Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 20);
    List<Integer> list = IntStream.rangeClosed(11, 10 + size).boxed().toList();
    assertThat(countWhere(db, items, items.id.in(list))).isEqualTo(10);
    assertThat(countWhere(db, items, items.id.notIn(list))).isEqualTo(10);
    assertThat(items.countOn(db)).isEqualTo(20);
  }

  /** Written into the SQL they are several megabytes, with everything that has to be quoted. */
  @Test
  @Behaviour(74)
  void longListsOfLongTexts(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    String odd = "it's \\ \"quoted\" ? $1 :a -- /* 🎵 ";
    Await.get(db.execute(items.relabel(1, odd + 69_999)));
    List<String> list = IntStream.range(0, 70_000).mapToObj(i -> odd + i).toList();
    assertThat(countWhere(db, items, items.label.in(list))).isEqualTo(1);
    assertThat(countWhere(db, items, items.label.in(list.subList(0, 69_999)))).isZero();
  }

  @Test
  @Behaviour(75)
  void anEmptyListHoldsNothing(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    Await.get(db.execute(items.insert(3, null)));
    assertThat(countWhere(db, items, items.label.in(Collections.<String>emptyList()))).isZero();
    assertThat(countWhere(db, items, items.label.notIn(Collections.<String>emptyList())))
        .isEqualTo(3);
  }

  @Test
  @Behaviour(73)
  void nullIsComparedAsTheQuerySays(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.get(db.execute(items.insert(2, null)));
    String none = null;
    assertThat(countWhere(db, items, items.label.eq(val(none, items.label)))).isZero();
    assertThat(countWhere(db, items, items.label.isNull())).isEqualTo(1);
    assertThat(countWhere(db, items, items.label.isNotDistinctFrom(val(none, items.label))))
        .isEqualTo(1);
    assertThat(countWhere(db, items, items.label.isDistinctFrom("item 1"))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's", "\"quoted\"", "100%", "what?", "a ? b :c $1 ::text", "back\\slash", "\\", "-- no",
        "/* no */", "{fn now()}", "a;b", "$$", "`", "?|", "line\nbreak\ttab\rreturn", ""
      })
  @Behaviour({69, 79, 80})
  void specialCharactersSurviveAsValuesAndAsLiterals(String text, Fixture fixture, Database db) {
    assertThat(Await.get(db.fetchSingle(select(val(text)))).value1()).isEqualTo(text);
    assertThat(Await.get(db.fetchSingle(select(inline(text)))).value1()).isEqualTo(text);
    Items items = Items.create(fixture, db);
    Await.get(db.execute(items.insert(1, text)));
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo(text);
    assertThat(countWhere(db, items, items.label.eq(text))).isEqualTo(1);
    assertThat(countWhere(db, items, items.label.eq(inline(text)).and(items.id.eq(1))))
        .isEqualTo(1);
  }

  @Test
  @Behaviour(92)
  void thePlaceOfAParameterMayTakeAnotherTypeLater(Database db) {
    for (int i = 0; i < 10; i++) {
      assertThat(Await.get(db.fetchSingle(select(val(i)))).value1()).isEqualTo(i);
      assertThat(Await.get(db.fetchSingle(select(val("s" + i)))).value1()).isEqualTo("s" + i);
      assertThat(Await.get(db.fetchSingle(select(val((long) i)))).value1()).isEqualTo(i);
      assertThat(Await.get(db.fetchSingle(select(val(i % 2 == 0)))).value1()).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  @Behaviour(144)
  void aConditionInTheSelectListIsABoolean(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    Result<Record1<Boolean>> rows =
        Await.get(db.fetch(select(field(items.id.eq(1))).from(items.table).orderBy(items.id)));
    assertThat(rows.get(0).value1()).isTrue();
    assertThat(rows.get(1).value1()).isFalse();
  }

  private static SelectConditionStep<Record1<Integer>> counting(Items items, Condition condition) {
    return select(count()).from(items.table).where(condition);
  }

  private static int countWhere(Database db, Items items, Condition condition) {
    return Await.get(db.fetchSingle(counting(items, condition))).value1();
  }
}
