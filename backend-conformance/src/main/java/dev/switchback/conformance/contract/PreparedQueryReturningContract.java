package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.contract.Orders.Grams;
import dev.switchback.conformance.contract.Orders.OrderRecord;
import dev.switchback.conformance.contract.Orders.State;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.PreparedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Result;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** RETURNING by prepared queries: kept on the connections, and run again and again. */
@Conformance
final class PreparedQueryReturningContract {

  private static final Param<String> NUMBER = param("number", SQLDataType.VARCHAR);
  private static final Param<Integer> COPIES = param("copies", SQLDataType.INTEGER);

  private static PreparedQuery<OrderRecord> add(Database db, Orders orders) {
    return db.prepare(
        insertInto(orders)
            .columns(orders.number, orders.copies)
            .values(NUMBER, COPIES)
            .onConflict(orders.number)
            .doUpdate()
            .set(orders.copies, orders.copies.plus(excluded(orders.copies)))
            .returning());
  }

  @Test
  @Behaviour({211, 219, 224})
  void anUpsertAnswersTheRowThatItWroteEachTime(Database db) {
    Orders orders = Orders.create(db);
    PreparedQuery<OrderRecord> add = add(db, orders);
    for (int i = 1; i <= 30; i++) {
      OrderRecord even = Await.get(db.fetchSingle(add.bind(NUMBER, "even").bind(COPIES, 2)));
      OrderRecord odd = Await.get(db.fetchSingle(add.bind(NUMBER, "odd " + i).bind(COPIES, i)));
      assertThat(even.get(orders.copies)).isEqualTo(2 * i);
      assertThat(odd.get(orders.number)).isEqualTo("odd " + i);
      assertThat(odd.get(orders.copies)).isEqualTo(i);
      assertThat(odd.get(orders.id)).isNotEqualTo(even.get(orders.id));
    }
    assertThat(orders.numbersOn(db)).hasSize(31);
  }

  @Test
  @Behaviour({208, 225})
  void manyAtOnce(Database db) {
    Orders orders = Orders.create(db);
    PreparedQuery<OrderRecord> add = add(db, orders);
    List<CompletableFuture<OrderRecord>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(db.fetchSingle(add.bind(NUMBER, "n" + i % 100).bind(COPIES, 1)));
    }
    for (int i = 0; i < 300; i++) {
      assertThat(Await.get(rows.get(i)).get(orders.number)).isEqualTo("n" + i % 100);
    }
    assertThat(Await.get(db.fetch(deleteFrom(orders).returning())).getValues(orders.copies))
        .hasSize(100)
        .containsOnly(3);
  }

  @Test
  @Behaviour({203, 210})
  void updateAndDeleteWithConverters(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(insertInto(orders).columns(orders.number).values("a").values("b")));
    Param<Grams> weight = param("weight", orders.weight);
    PreparedQuery<OrderRecord> weigh =
        db.prepare(
            update(orders)
                .set(orders.weight, weight)
                .set(orders.state, State.SENT)
                .where(orders.number.eq(NUMBER))
                .returning());
    PreparedQuery<Record1<Grams>> delete =
        db.prepare(
            deleteFrom(orders).where(orders.weight.eq(weight)).returningResult(orders.weight));
    for (int i = 0; i < 12; i++) {
      OrderRecord row =
          Await.get(db.fetchSingle(weigh.bind(weight, new Grams(i)).bind(NUMBER, "a")));
      assertThat(row.get(orders.weight)).isEqualTo(new Grams(i));
      assertThat(row.get(orders.state)).isEqualTo(State.SENT);
    }
    assertThat(Await.get(db.fetchOptional(weigh.bind(weight, null).bind(NUMBER, "z")))).isEmpty();
    assertThat(Await.get(db.fetchOptional(delete.bind(weight, new Grams(0))))).isEmpty();
    assertThat(Await.get(db.fetchSingle(delete.bind(weight, new Grams(11)))).value1())
        .isEqualTo(new Grams(11));
    assertThat(orders.numbersOn(db)).containsExactly("b");
  }

  @Test
  @Behaviour({90, 103})
  void tooManyRowsAreUndoneAndTheStatementStaysFitForUse(Database db) {
    Orders orders = Orders.create(db);
    PreparedQuery<OrderRecord> two =
        db.prepare(
            insertInto(orders).columns(orders.number).values(NUMBER).values(val("y")).returning());
    for (int i = 0; i < 3; i++) {
      assertThat(
              Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchSingle(two.bind(NUMBER, "x")))
                  .outcome())
          .isEqualTo(Outcome.ROLLED_BACK);
      Await.failure(ErrorKind.UNIQUE, db.fetch(two.bind(NUMBER, "y")));
    }
    assertThat(Await.get(db.fetch(two.bind(NUMBER, "x"))).getValues(orders.number))
        .containsExactly("x", "y");
    Await.failure(ErrorKind.UNIQUE, db.fetch(two.bind(NUMBER, "x")));
    PreparedQuery<OrderRecord> all =
        db.prepare(update(orders).set(orders.copies, COPIES).returning());
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx -> tx.fetchOptional(all.bind(COPIES, 7)).handle((row, failure) -> "handled")));
    assertThat(Await.get(db.fetch(all.bind(COPIES, 8))).getValues(orders.copies))
        .containsExactly(8, 8);
  }

  @Test
  @Behaviour({208, 231})
  void inATransaction(Database db) {
    Orders orders = Orders.create(db);
    PreparedQuery<OrderRecord> add = add(db, orders);
    Result<OrderRecord> last =
        Await.get(
            db.transaction(
                tx ->
                    tx.fetchSingle(add.bind(NUMBER, "a").bind(COPIES, 1))
                        .thenCompose(row -> tx.fetchSingle(add.bind(NUMBER, "b").bind(COPIES, 2)))
                        .thenCompose(row -> tx.fetch(add.bind(NUMBER, "a").bind(COPIES, 3)))));
    assertThat(last.getValues(orders.copies)).containsExactly(4);
    assertThat(orders.numbersOn(db)).containsExactly("a", "b");
  }

  /** An expression's value is a part of the target, and no parameter. */
  @Test
  @Behaviour({91, 221})
  void targetsAndColumnsThatAreNotFixed(Database db) {
    Orders orders = Orders.create(db);
    Await.get(
        db.execute(
            query(
                "create unique index ix_lower on {0} (lower(number)) where copies > 10", orders)));
    PreparedQuery<OrderRecord> big =
        db.prepare(
            insertInto(orders)
                .columns(orders.number, orders.copies)
                .values(NUMBER, val(100))
                .onConflict(lower(orders.number))
                .where(orders.copies.gt(10))
                .doUpdate()
                .set(orders.copies, orders.copies.plus(1))
                .returning());
    PreparedQuery<Record> plain =
        db.prepare(
            update(table(orders.getQualifiedName()))
                .set(orders.state, State.PAID)
                .where(orders.number.eq(NUMBER))
                .returning(asterisk()));
    for (int i = 0; i < 12; i++) {
      OrderRecord row = Await.get(db.fetchSingle(big.bind(NUMBER, i % 2 == 0 ? "Big" : "bIG")));
      assertThat(row.get(orders.copies)).isEqualTo(100 + i);
      assertThat(Await.get(db.fetchSingle(plain.bind(NUMBER, "Big"))).fields()).hasSize(9);
    }
    Await.get(db.execute(query("alter table {0} add column more integer", orders)));
    for (int i = 0; i < 12; i++) {
      assertThat(Await.get(db.fetchSingle(plain.bind(NUMBER, "Big"))).fields()).hasSize(10);
      assertThat(Await.get(db.fetchSingle(big.bind(NUMBER, "big"))).get(orders.copies))
          .isEqualTo(112 + i);
    }
  }
}
