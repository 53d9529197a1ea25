package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Requires;
import dev.switchback.conformance.contract.Orders.OrderRecord;
import dev.switchback.conformance.contract.Orders.State;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.InsertResultStep;
import org.jooq.InsertReturningStep;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** INSERT … ON CONFLICT: which row is hit, what is written, what comes back and how many. */
@Conformance
final class UpsertContract {

  /** Adds to the copies of the order with that number, or makes one with so many. */
  private static InsertReturningStep<OrderRecord> add(Orders orders, String number, int copies) {
    return insertInto(orders)
        .columns(orders.number, orders.copies)
        .values(number, copies)
        .onConflict(orders.number)
        .doUpdate()
        .set(orders.copies, orders.copies.plus(excluded(orders.copies)));
  }

  private static int copies(Database db, Orders orders, String number) {
    return orders.stored(db, number).get(orders.copies);
  }

  @Test
  @Behaviour({218, 219, 224})
  void countsOneWhetherItInsertsOrUpdates(Database db) {
    Orders orders = Orders.create(db);
    assertThat(Await.get(db.execute(add(orders, "a", 2)))).isEqualTo(1);
    assertThat(Await.get(db.execute(add(orders, "a", 3)))).isEqualTo(1);
    assertThat(copies(db, orders, "a")).isEqualTo(5);
    assertThat(
            Await.get(
                db.batch(List.of(add(orders, "a", 1), add(orders, "b", 1), add(orders, "b", 1)))))
        .containsExactly(1, 1, 1);
    assertThat(copies(db, orders, "b")).isEqualTo(2);
  }

  @Test
  @Behaviour({220, 226})
  void doingNothingCountsNothingAndHidesNoOtherError(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(orders.insert("a")));
    var nothing =
        insertInto(orders)
            .columns(orders.number, orders.copies)
            .values("a", 7)
            .values("b", 8)
            .values("b", 9)
            .onConflict(orders.number)
            .doNothing();
    assertThat(Await.get(db.execute(nothing))).isEqualTo(1);
    assertThat(Await.get(db.execute(nothing))).isZero();
    assertThat(copies(db, orders, "b")).isEqualTo(8);
    assertThat(
            Await.get(
                db.execute(
                    insertInto(orders).columns(orders.number).values("a").onConflictDoNothing())))
        .isZero();
    Await.failure(
        ErrorKind.NOT_NULL,
        db.execute(
            insertInto(orders)
                .columns(orders.number)
                .values((String) null)
                .onConflict(orders.number)
                .doNothing()));
    Await.failure(
        ErrorKind.TOO_LONG,
        db.execute(
            insertInto(orders)
                .columns(orders.number)
                .values("x".repeat(51))
                .onConflictDoNothing()));
    assertThat(orders.numbersOn(db)).containsExactly("a", "b");
  }

  @Test
  @Behaviour({211, 220})
  void onlyTheRowsThatWereWrittenComeBackInTheOrderOfTheValues(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(insertInto(orders).columns(orders.number).values("a").values("c")));
    InsertResultStep<OrderRecord> mixed =
        insertInto(orders)
            .columns(orders.number, orders.copies)
            .values("d", 1)
            .values("a", 2)
            .values("b", 3)
            .values("c", 4)
            .onConflict(orders.number)
            .doNothing()
            .returning();
    Result<OrderRecord> written = Await.get(db.fetch(mixed));
    assertThat(written.getValues(orders.number)).containsExactly("d", "b");
    assertThat(written.getValues(orders.copies)).containsExactly(1, 3);
    assertThat(Await.get(db.fetch(mixed))).isEmpty();
    Result<OrderRecord> upserted =
        Await.get(
            db.fetch(
                insertInto(orders)
                    .columns(orders.number, orders.copies)
                    .values("e", 10)
                    .values("c", 20)
                    .values("f", 30)
                    .values("a", 40)
                    .onConflict(orders.number)
                    .doUpdate()
                    .set(orders.copies, orders.copies.plus(excluded(orders.copies)))
                    .returning()));
    assertThat(upserted.getValues(orders.number)).containsExactly("e", "c", "f", "a");
    assertThat(upserted.getValues(orders.copies)).containsExactly(10, 21, 30, 41);
    assertThat(upserted.getValues(orders.id).get(1))
        .isEqualTo(orders.stored(db, "c").get(orders.id));
  }

  @Test
  @Behaviour(223)
  void aRowThatItsConditionLeavesOutIsNeitherWrittenNorCounted(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(add(orders, "low", 1)));
    Await.get(db.execute(add(orders, "high", 100)));
    assertThat(Await.get(db.fetch(raise(orders).returning())).getValues(orders.number))
        .containsExactly("low", "new");
    assertThat(Await.get(db.execute(raise(orders)))).isZero();
    assertThat(copies(db, orders, "high")).isEqualTo(100);
    assertThat(copies(db, orders, "low")).isEqualTo(50);
  }

  /** Three orders of 50 copies each; those that have as many are left alone. */
  private static InsertReturningStep<OrderRecord> raise(Orders orders) {
    return insertInto(orders)
        .columns(orders.number, orders.copies)
        .values("high", 50)
        .values("low", 50)
        .values("new", 50)
        .onConflict(orders.number)
        .doUpdate()
        .set(orders.copies, excluded(orders.copies))
        .where(orders.copies.lt(excluded(orders.copies)));
  }

  @Test
  @Behaviour(221)
  void anotherKeyStillFails(Database db) {
    Orders orders = Orders.create(db);
    long a = Await.get(db.fetchSingle(orders.insert("a").returning())).get(orders.id);
    Await.get(db.execute(orders.insert("b")));
    DatabaseException failure =
        Await.failure(
            ErrorKind.UNIQUE,
            db.execute(
                insertInto(orders)
                    .columns(orders.id, orders.number)
                    .values(a, "b")
                    .onConflict(orders.id)
                    .doUpdate()
                    .set(orders.number, excluded(orders.number))));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    Await.failure(
        ErrorKind.UNIQUE,
        db.execute(
            insertInto(orders)
                .columns(orders.id, orders.number)
                .values(a, "c")
                .onConflict(orders.number)
                .doNothing()));
    assertThat(orders.numbersOn(db)).containsExactly("a", "b");
  }

  @Test
  @Behaviour(221)
  void aTargetThatIsNoKeyIsAnError(Database db) {
    Orders orders = Orders.create(db);
    Await.failure(
        ErrorKind.SYNTAX,
        db.execute(
            insertInto(orders)
                .columns(orders.number, orders.copies)
                .values("a", 1)
                .onConflict(orders.copies)
                .doNothing()));
    assertThat(orders.numbersOn(db)).isEmpty();
  }

  /** The index is found by the text of its expression: a value in it must not be a parameter. */
  @Test
  @Behaviour(221)
  void expressionsAndPartialIndexesAreTargets(Database db) {
    Orders orders = Orders.create(db);
    Await.get(
        db.execute(
            query(
                "create unique index ix_lower on {0} (lower(number)) where copies > 1000",
                orders)));
    Await.get(db.execute(query("create unique index ix_sum on {0} ((copies + 7))", orders)));
    // More often than a server plans for one set of values.
    for (int i = 0; i < 12; i++) {
      String number = i % 2 == 0 ? "Big" + "x".repeat(i) : "bIG" + "X".repeat(i);
      Record written =
          Await.get(
              db.fetchSingle(
                  insertInto(orders)
                      .columns(orders.number, orders.copies)
                      .values(number.substring(0, 3), 2_000 + i)
                      .onConflict(lower(orders.number))
                      .where(orders.copies.gt(1_000))
                      .doUpdate()
                      .set(orders.copies, excluded(orders.copies))
                      .returning()));
      assertThat(written.get(orders.number)).isEqualTo("Big");
      assertThat(written.get(orders.copies)).isEqualTo(2_000 + i);
    }
    for (int i = 0; i < 12; i++) {
      Record written =
          Await.get(
              db.fetchSingle(
                  insertInto(orders)
                      .columns(orders.number, orders.copies)
                      .values("sum " + i, 5)
                      .onConflict(orders.copies.plus(7))
                      .doUpdate()
                      .set(orders.number, excluded(orders.number))
                      .returning()));
      assertThat(written.get(orders.number)).isEqualTo("sum " + i);
    }
    assertThat(orders.numbersOn(db)).containsExactly("Big", "sum 11");
  }

  @Test
  @Behaviour(221)
  void aKeyThatTheTableKnowsIsATargetByItsName(Database db) {
    Orders orders = Orders.create(db);
    for (int i = 1; i <= 2; i++) {
      Record written =
          Await.get(
              db.fetchSingle(
                  insertInto(orders)
                      .columns(orders.number, orders.copies)
                      .values("a", i)
                      .onConflictOnConstraint(orders.numberKey)
                      .doUpdate()
                      .set(orders.copies, excluded(orders.copies).times(10))
                      .returning()));
      assertThat(written.get(orders.copies)).isEqualTo(i == 1 ? 1 : 20);
    }
    assertThat(
            Await.get(
                db.execute(
                    insertInto(orders)
                        .columns(orders.number)
                        .values("a")
                        .onConflictOnConstraint(name("uq_orders"))
                        .doNothing())))
        .isZero();
    assertThat(orders.numbersOn(db)).containsExactly("a");
  }

  private static Query byName(Orders orders) {
    Table<Record> plain = table(orders.getQualifiedName());
    return insertInto(plain)
        .columns(orders.number)
        .values("a")
        .onConflictOnConstraint(name("uq_orders"))
        .doNothing();
  }

  @Test
  @Behaviour(221)
  @Requires(Capability.CONFLICT_CONSTRAINT)
  void aConstraintIsATargetByItsNameAlone(Database db) {
    Orders orders = Orders.create(db);
    assertThat(Await.get(db.execute(byName(orders)))).isEqualTo(1);
    assertThat(Await.get(db.execute(byName(orders)))).isZero();
  }

  @Test
  @Requires(absent = Capability.CONFLICT_CONSTRAINT)
  void aConstraintByItsNameAloneIsRefused(Database db) {
    Orders orders = Orders.create(db);
    assertThat(Await.failure(ErrorKind.UNSUPPORTED, db.execute(byName(orders))).outcome())
        .isEqualTo(Outcome.NOT_EXECUTED);
    assertThat(orders.numbersOn(db)).isEmpty();
  }

  /** What MySQL has: any key, which no other database has in one statement. */
  @Test
  @Behaviour(221)
  void onDuplicateKeyIsForTablesOfOneKey(Database db) {
    Orders orders = Orders.create(db);
    var several =
        insertInto(orders)
            .columns(orders.number)
            .values("a")
            .onDuplicateKeyUpdate()
            .set(orders.copies, 2);
    Await.failure(ErrorKind.UNSUPPORTED, db.execute(several));
    Await.failure(ErrorKind.UNSUPPORTED, db.fetch(several.returning()));
    Await.failure(
        ErrorKind.UNSUPPORTED,
        db.execute(
            insertInto(table(orders.getQualifiedName()))
                .columns(orders.number)
                .values("a")
                .onDuplicateKeyUpdate()
                .set(orders.copies, 2)));
    Queue queue = Queue.create(db);
    for (int i = 1; i <= 2; i++) {
      assertThat(
              Await.get(
                      db.fetchSingle(
                          insertInto(queue)
                              .columns(queue.position, queue.track)
                              .values(1, "track " + i)
                              .onDuplicateKeyUpdate()
                              .set(queue.track, excluded(queue.track))
                              .returning()))
                  .get(queue.track))
          .isEqualTo("track " + i);
    }
    assertThat(
            Await.get(
                db.execute(
                    insertInto(queue)
                        .columns(queue.position, queue.track)
                        .values(1, "never")
                        .onDuplicateKeyIgnore())))
        .isZero();
  }

  /** One database would fail, another keep the last: so nothing is begun. */
  @Test
  @Behaviour(222)
  void theSameKeyTwiceIsRefused(Database db) {
    Orders orders = Orders.create(db);
    var twice =
        insertInto(orders)
            .columns(orders.copies, orders.number)
            .values(1, "a")
            .values(2, "secret")
            .values(3, "b")
            .values(4, "secret")
            .onConflict(orders.number)
            .doUpdate()
            .set(orders.copies, excluded(orders.copies));
    for (DatabaseException failure :
        List.of(
            Await.failure(ErrorKind.UNIQUE, db.execute(twice)),
            Await.failure(ErrorKind.UNIQUE, db.fetch(twice.returning())))) {
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
      assertThat(failure.table()).isEqualTo("orders");
      assertThat(failure.columns()).containsExactly("number");
      assertThat(failure).hasMessageContaining("1 and 3").hasMessageNotContaining("secret");
    }
    assertThat(orders.numbersOn(db)).isEmpty();
    var none = insertInto(orders).columns(orders.id, orders.number, orders.copies);
    assertThat(
            Await.get(
                db.execute(
                    none.values(1L, "a", 1)
                        .values(2L, "b", 1)
                        .onConflict(orders.id)
                        .doUpdate()
                        .set(orders.copies, 5))))
        .isEqualTo(2);
  }

  @Test
  @Behaviour({219, 224})
  void severalColumnsAtOnce(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(add(orders, "a", 4)));
    Record written =
        Await.get(
            db.fetchSingle(
                insertInto(orders)
                    .columns(orders.number)
                    .values("a")
                    .onConflict(orders.number)
                    .doUpdate()
                    .set(Map.of(orders.state, State.SENT, orders.copies, orders.copies.times(2)))
                    .returning()));
    assertThat(written.get(orders.state)).isEqualTo(State.SENT);
    assertThat(written.get(orders.copies)).isEqualTo(8);
  }

  @Test
  @Behaviour({213, 219})
  void rowsOfASelect(Database db) {
    Orders orders = Orders.create(db);
    Await.get(
        db.execute(
            insertInto(orders)
                .columns(orders.number, orders.copies)
                .values("a", 1)
                .values("b", 2)
                .values("c", 3)));
    var fromSelect =
        insertInto(orders)
            .columns(orders.number, orders.copies)
            .select(
                select(orders.number.concat(inline("")), orders.copies.plus(10))
                    .from(orders)
                    .where(orders.copies.ge(2))
                    .orderBy(orders.number.desc()))
            .onConflict(orders.number)
            .doUpdate()
            .set(orders.copies, excluded(orders.copies));
    Result<OrderRecord> written = Await.get(db.fetch(fromSelect.returning()));
    assertThat(written.getValues(orders.number)).containsExactly("c", "b");
    assertThat(written.getValues(orders.copies)).containsExactly(13, 12);
    var all =
        insertInto(orders)
            .columns(orders.number)
            .select(select(orders.number).from(orders))
            .onConflict(orders.number)
            .doNothing();
    assertThat(Await.get(db.execute(all))).isZero();
  }

  @Test
  @Behaviour(225)
  void manyAtOnceOnFewKeys(Database db) {
    Orders orders = Orders.create(db);
    List<CompletableFuture<OrderRecord>> writes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      writes.add(db.fetchSingle(add(orders, "n" + i % 5, 1).returning()));
    }
    Await.all(writes);
    assertThat(
            Await.get(db.fetch(select(field(name("copies"), SQLDataType.INTEGER)).from(orders)))
                .getValues(0))
        .isEqualTo(List.of(40, 40, 40, 40, 40));
  }
}
