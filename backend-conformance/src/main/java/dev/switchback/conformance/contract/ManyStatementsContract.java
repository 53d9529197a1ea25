package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.junit.jupiter.api.Test;

/** Thousands of texts, no two of them alike: caches are full of them, and nothing else is. */
@Conformance
final class ManyStatementsContract {

  private static final int STATEMENTS = 10_000;

  /** Its text is like no other's. */
  private static ResultQuery<Record2<Integer, Integer>> distinct(Items items, int number) {
    return select(items.amount, val(number).as(name("n" + number)))
        .from(items.table)
        .where(items.id.eq(1));
  }

  @Test
  @Behaviour({93, 94})
  void tenThousandQueries(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(3));
    Items items = Items.create(fixture, db, 1);
    for (int from = 0; from < STATEMENTS; from += 500) {
      List<CompletableFuture<Record2<Integer, Integer>>> rows = new ArrayList<>();
      for (int i = from; i < from + 500; i++) {
        rows.add(db.fetchSingle(distinct(items, i)));
      }
      for (int i = 0; i < 500; i++) {
        Record2<Integer, Integer> row = Await.get(rows.get(i));
        assertThat(row.value2()).isEqualTo(from + i);
        assertThat(row.field(1).getName()).isEqualTo("n" + (from + i));
      }
    }
    // Those that were run first and last, again, on whichever connection.
    for (int i = 0; i < 20; i++) {
      int number = i % 2 == 0 ? i : STATEMENTS - i;
      assertThat(Await.get(db.fetchSingle(distinct(items, number))).value2()).isEqualTo(number);
    }
  }

  @Test
  @Behaviour(93)
  void tenThousandQueriesInLittleMemory(Fixture fixture) throws Exception {
    assertThat(StatementFlood.spawn(fixture.config().build())).endsWith("all of them\n");
  }

  @Test
  @Behaviour(93)
  void thousandsOfWritesInOneTransaction(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    int last =
        Await.get(
            db.transaction(
                tx -> {
                  CompletableFuture<Integer> count = null;
                  for (int i = 1; i <= 2_000; i++) {
                    count =
                        tx.execute(
                            update(items.table)
                                .set(items.amount, items.amount.plus(val(1)))
                                .where(items.id.eq(1).and(inline(i).gt(0))));
                  }
                  return count;
                }));
    assertThat(last).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(2_000);
  }

  /** Few of a text and many of it: the same statement with one row and with many. */
  @Test
  @Behaviour({93, 207})
  void everyNumberOfRows(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    int expected = 0;
    for (int rows = 1; rows <= 150; rows++) {
      var insert = insertInto(items.table).columns(items.id, items.amount);
      for (int i = 0; i < rows; i++) {
        insert = insert.values(expected + i, rows);
      }
      expected += rows;
      assertThat(Await.get(db.execute(insert))).isEqualTo(rows);
    }
    assertThat(items.countOn(db)).isEqualTo(expected);
  }
}
